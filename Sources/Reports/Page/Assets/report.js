"use strict";
(() => {
    const words = ["same", "different", "failed", "skipped"];
    const pageSize = 200;
    const block = document.getElementById("data");
    const data = block ? JSON.parse(block.textContent) : { suites: [], rows: [] };
    const labels = data.labels ?? words;
    const cards = [...document.querySelectorAll(".card")];
    const bar = document.querySelector(".bar");
    const list = document.querySelector(".list tbody");
    const more = document.querySelector(".more button");
    const count = document.querySelector(".count");
    const search = document.querySelector("input[type=search]");
    const suite = document.querySelector("select");
    const state = { outcome: "", shown: pageSize, slowest: false, current: -1 };

    const text = card => card.dataset.words ??= card.textContent.toLowerCase();

    function matches(outcome, suiteIndex, lower) {
        return (!state.outcome || outcome === state.outcome)
            && (!suite || !suite.value || suite.value === String(suiteIndex))
            && (!search || !search.value || lower().includes(search.value.toLowerCase()));
    }

    function cell(row, content, name) {
        const cell = row.insertCell();
        cell.textContent = content;
        if (name) cell.className = name;
        return cell;
    }

    function milliseconds(value) {
        return value == null ? "" : `${value < 10 ? Number(value.toFixed(2)) : Math.round(value)} ms`;
    }

    function drawList() {
        if (!list) return;
        let rows = data.rows.filter(row => matches(words[row[2]], row[0],
            () => `${row[1]} ${data.suites[row[0]]}`.toLowerCase()));
        if (state.slowest) rows = rows.slice().sort((left, right) => right[3] - left[3]);
        list.replaceChildren();
        for (const entry of rows.slice(0, state.shown)) {
            const row = list.insertRow();
            const badge = document.createElement("span");
            badge.className = `badge ${words[entry[2]]}`;
            badge.textContent = labels[entry[2]];
            row.insertCell().append(badge);
            const name = cell(row, "", "name");
            if (entry[5] != null && document.getElementById(`c${entry[5]}`)) {
                const link = document.createElement("a");
                link.href = `#c${entry[5]}`;
                link.textContent = entry[1];
                name.append(link);
            } else {
                name.textContent = entry[1];
            }
            cell(row, data.suites[entry[0]], "suite");
            cell(row, milliseconds(entry[3]), "ms");
            cell(row, milliseconds(entry[4]), "ms");
        }
        count.textContent = `${Math.min(state.shown, rows.length)} of ${rows.length}`;
        more.hidden = rows.length <= state.shown;
    }

    function filter() {
        for (const card of cards) {
            card.hidden = !matches(card.dataset.outcome, card.dataset.suite, () => text(card));
        }
        const none = document.querySelector(".nothing");
        if (none) none.hidden = !cards.length || cards.some(card => !card.hidden);
        state.shown = pageSize;
        drawList();
    }

    function open(isOpen) {
        for (const card of cards) if (!card.hidden) card.firstElementChild.open = isOpen;
    }

    function step(direction) {
        const visible = cards.filter(card => !card.hidden);
        if (!visible.length) return;
        const before = visible.indexOf(cards[state.current]);
        const next = Math.min(visible.length - 1, Math.max(0, before + direction));
        for (const card of cards) card.classList.remove("current");
        state.current = cards.indexOf(visible[next]);
        visible[next].classList.add("current");
        visible[next].firstElementChild.open = true;
        visible[next].firstElementChild.firstElementChild.focus({ preventScroll: true });
        visible[next].scrollIntoView({ block: "start" });
    }

    function show(id) {
        const card = id && document.getElementById(id);
        if (!card?.classList.contains("card")) return;
        card.hidden = false;
        card.firstElementChild.open = true;
        card.scrollIntoView({ block: "start" });
    }

    bar?.addEventListener("click", event => {
        const button = event.target.closest("button");
        if (!button) return;
        if (button.dataset.outcome != null) {
            state.outcome = button.dataset.outcome;
            for (const other of bar.querySelectorAll("[data-outcome]")) {
                other.setAttribute("aria-pressed", String(other === button));
            }
            filter();
        } else {
            open(button.dataset.open === "true");
        }
    });
    search?.addEventListener("input", filter);
    suite?.addEventListener("change", filter);
    more?.addEventListener("click", () => { state.shown += 5 * pageSize; drawList(); });
    document.querySelector(".slowest")?.addEventListener("click", event => {
        state.slowest = !state.slowest;
        event.currentTarget.setAttribute("aria-pressed", String(state.slowest));
        drawList();
    });
    addEventListener("hashchange", () => show(location.hash.slice(1)));
    addEventListener("beforeprint", () => { for (const card of cards) card.firstElementChild.open = true; });
    addEventListener("keydown", event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target === search) {
            if (event.key === "Escape") { search.value = ""; search.blur(); filter(); }
            return;
        }
        if (event.target.closest("select, input")) return;
        switch (event.key) {
        case "j": case "n": step(1); break;
        case "k": case "p": step(-1); break;
        case "/": if (search) { event.preventDefault(); search.focus(); } break;
        case "o": open(true); break;
        case "c": open(false); break;
        }
    });
    for (const element of document.querySelectorAll(".scripted")) element.hidden = false;
    filter();
    show(location.hash.slice(1));
})();
