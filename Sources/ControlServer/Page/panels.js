// Faults, latency, stubs, the project and the log.
import { call } from "/calls.js";
import { part } from "/list.js";

const find = (id) => document.getElementById(id);
const kinds = ["reset", "close", "silent", "truncate:5", "no-crlf", "no-close", "garbage", "slice:4,20ms",
  "bandwidth:10k/s", "slow-close:2s", "limit:100", "bad-utf8", "refuse", "down"];
let faults = [];

/** Tells what is wrong. */
export function tell(error) { find("problem").textContent = error.message; }

/** Does what somebody wants, and tells what is wrong with it. */
export async function attempt(body) {
  try {
    find("problem").textContent = "";
    await body();
  } catch (error) {
    tell(error);
  }
}

function item(words, remove) {
  const line = part("li", words + " ");
  const button = part("button", "×");
  button.setAttribute("aria-label", `Remove ${words}`);
  button.addEventListener("click", () => attempt(remove));
  line.append(button);
  return line;
}

async function setFaults(list) {
  faults = await call("PUT", "/faults", JSON.stringify(list));
  drawFaults();
}

function drawFaults() {
  find("faults").replaceChildren(...faults.map((fault, index) =>
    item(fault, () => setFaults(faults.filter((_, other) => other !== index)))));
}

export async function refresh() {
  const [status, set, latency, stubs, project] = await Promise.all(
    ["/status", "/faults", "/latency", "/stubs", "/project"].map((path) => call("GET", path)));
  find("where").textContent = status.endpoints.join(" ");
  find("counts").textContent = `${status.exchanges} exchanges, ${status.misses} misses, ${status.faults} faults, ${status.connections} open`;
  find("state").textContent = status.down ? "down" : "listening";
  find("down").textContent = status.down ? "Up" : "Down";
  faults = set;
  drawFaults();
  if (document.activeElement !== find("latency")) find("latency").value = latency ?? "";
  find("stubs").replaceChildren(...stubs.stubs.map((stub) => {
    const { used, ...rest } = stub;
    return item(`${JSON.stringify(rest)} (answered ${used})`, async () => {
      await call("DELETE", `/stubs/${encodeURIComponent(stub.id)}`);
      await refresh();
    });
  }));
  find("project").replaceChildren(
    ...project.series.map((series) => part("li", `series ${series.name}: ${series.images} images, last ${series.recent.at(-1) ?? "none"}`)),
    ...project.elements.map((mode) => part("li", `elements by ${mode.import_mode}: ${mode.files} files`)));
}

export function note(words) {
  const log = find("log");
  log.prepend(part("li", words));
  while (log.children.length > 100) log.lastChild.remove();
}

export function begin() {
  find("fault").append(...kinds.map((kind) => part("option", kind)));
  find("fault-form").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(() => setFaults([...faults, find("fault").value + find("fault-when").value.trim()]));
  });
  find("latency-form").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(() => call("PUT", "/latency", JSON.stringify(find("latency").value.trim() || null)));
  });
  find("stub-form").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(async () => { await call("POST", "/stubs", find("stub").value); await refresh(); });
  });
  find("down").addEventListener("click", () => attempt(async () => {
    await call("POST", find("down").textContent === "Down" ? "/down" : "/up");
    await refresh();
  }));
}
