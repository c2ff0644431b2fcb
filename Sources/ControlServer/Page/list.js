// The list: only the rows that are seen are there.
const height = 24;

export function text(value) { return typeof value === "string" ? value : JSON.stringify(value); }
export function request(exchange) {
  if (exchange.request !== undefined && exchange.request_end === "abort") return "Ctrl-Z";
  return exchange.request !== undefined ? text(exchange.request) : `base64 ${exchange.request_base64}`;
}
export function response(exchange) {
  if (exchange.response !== undefined) return exchange.response;
  if (exchange.response_base64 !== undefined) return `base64 ${exchange.response_base64}`;
  return exchange.error ?? "";
}
export function part(name, words) {
  const element = document.createElement(name);
  element.textContent = words;
  return element;
}

export class List {
  constructor(frame, rows, chosen) {
    this.frame = frame; this.rows = rows; this.whenChosen = chosen;
    this.all = []; this.shown = []; this.choice = -1; this.follows = true; this.words = ""; this.missesOnly = false;
    frame.addEventListener("scroll", () => this.draw());
    new ResizeObserver(() => this.draw()).observe(frame);
    frame.addEventListener("keydown", (event) => this.key(event));
    rows.addEventListener("click", (event) => {
      const row = event.target.closest(".row");
      if (row) this.choose(Number(row.dataset.index));
    });
  }
  fits(exchange) {
    if (this.missesOnly && !exchange.miss) return false;
    if (!this.words) return true;
    return (request(exchange) + "\n" + response(exchange)).toLowerCase().includes(this.words);
  }
  filter(words, missesOnly) {
    this.words = words.toLowerCase(); this.missesOnly = missesOnly;
    const kept = this.shown[this.choice];
    this.shown = this.all.filter((exchange) => this.fits(exchange));
    this.choice = kept ? this.shown.indexOf(kept) : -1;
    this.plan();
  }
  add(exchange) {
    this.all.push(exchange);
    if (this.all.length > 110000) { this.all.splice(0, 10000); this.filter(this.words, this.missesOnly); }
    if (this.fits(exchange)) this.shown.push(exchange);
    this.plan();
  }
  clear() { this.all = []; this.shown = []; this.choice = -1; this.plan(); }
  /** What comes at once is drawn at once. */
  plan() {
    if (this.planned) return;
    this.planned = requestAnimationFrame(() => {
      this.planned = 0;
      // There is no place to scroll to before the rows have their height.
      this.rows.style.height = `${this.shown.length * height}px`;
      if (this.follows) this.frame.scrollTop = this.shown.length * height;
      this.draw();
    });
  }
  draw() {
    this.rows.style.height = `${this.shown.length * height}px`;
    const first = Math.max(0, Math.floor(this.frame.scrollTop / height) - 5);
    const last = Math.min(this.shown.length, first + Math.ceil(this.frame.clientHeight / height) + 10);
    const rows = [];
    for (let index = first; index < last; index++) rows.push(this.row(index));
    this.rows.replaceChildren(...rows);
  }
  row(index) {
    const exchange = this.shown[index];
    const row = part("div", "");
    row.className = `row ${exchange.outcome === "ok" || exchange.outcome === "error" ? exchange.outcome : "failed"}`;
    if (exchange.miss) row.classList.add("miss");
    if (index === this.choice) row.classList.add("on");
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(index === this.choice));
    row.dataset.index = index;
    row.style.top = `${index * height}px`;
    const parts = [["n", exchange.n], ["q", request(exchange).slice(0, 300)], ["a", response(exchange).slice(0, 200)],
      ["s", exchange.miss ? "miss" : exchange.source]];
    for (const [name, words] of parts) {
      const cell = part("span", words);
      cell.className = name;
      row.append(cell);
    }
    return row;
  }
  choose(index) {
    if (index < 0 || index >= this.shown.length) return;
    this.choice = index;
    const top = index * height;
    if (top < this.frame.scrollTop) this.frame.scrollTop = top;
    if (top + height > this.frame.scrollTop + this.frame.clientHeight) this.frame.scrollTop = top + height - this.frame.clientHeight;
    this.draw();
    this.whenChosen(this.shown[index]);
  }
  key(event) {
    const page = Math.max(1, Math.floor(this.frame.clientHeight / height) - 1);
    const steps = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page };
    const last = this.shown.length - 1;
    let index = this.choice;
    if (event.key in steps) index = Math.min(last, Math.max(0, index + steps[event.key]));
    else if (event.key === "Home") index = 0;
    else if (event.key === "End") index = last;
    else return;
    event.preventDefault();
    this.choose(index);
  }
}
