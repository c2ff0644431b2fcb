// The page of a mock server's control interface.
import { call, choose, events, servers, session } from "/calls.js";
import { List } from "/list.js";
import { show } from "/detail.js";
import { attempt, begin, note, refresh, tell } from "/panels.js";

const find = (id) => document.getElementById(id);
const list = new List(find("list"), find("rows"), (exchange) => show(find("detail"), exchange));
let stop = () => {};
let due = 0;

/** What changes often is asked for now and then. */
function refreshSoon() {
  if (due) return;
  due = setTimeout(() => { due = 0; refresh().catch(tell); }, 300);
}

function take(kind, data) {
  switch (kind) {
    case "exchange": list.add(data); refreshSoon(); break;
    case "reset": list.clear(); refreshSoon(); break;
    case "connection": if (data.text) note(data.text); refreshSoon(); break;
    case "notice": note(data.text); break;
    case "fault": note(`fault ${data.fault} on exchange ${data.n}`); break;
    case "lost": note(`${data.exchanges} exchanges came too fast to be shown`); break;
  }
}

async function open(server) {
  stop();
  choose(server);
  list.clear();
  stop = events(0, take, (isLive) => {
    find("live").textContent = isLive ? "live" : "offline";
    find("live").className = isLive ? "on" : "off";
  });
  await attempt(refresh);
}

function filter() { list.filter(find("filter").value, find("misses").checked); }
function follow(isOn) { list.follows = isOn; find("follow").checked = isOn; list.plan(); }

find("filter").addEventListener("input", filter);
find("misses").addEventListener("change", filter);
find("follow").addEventListener("change", () => follow(find("follow").checked));
find("list").addEventListener("wheel", (event) => { if (event.deltaY < 0) follow(false); });
find("list").addEventListener("keydown", (event) => { if (event.key !== "Tab") follow(false); });
find("rows").addEventListener("click", () => follow(false));
find("clear").addEventListener("click", () => attempt(() => call("DELETE", "/exchanges")));
find("reset").addEventListener("click", () => attempt(async () => { await call("POST", "/reset"); await refresh(); }));
find("download").addEventListener("click", async (event) => {
  event.preventDefault();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await session());
  link.download = "session.jsonl";
  link.click();
  URL.revokeObjectURL(link.href);
});
find("server").addEventListener("change", () => open(find("server").value));
document.addEventListener("keydown", (event) => {
  if (/INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) {
    if (event.key === "Escape") find("list").focus();
    return;
  }
  if (event.key === "/") { event.preventDefault(); find("filter").focus(); }
  if (event.key === "f") follow(!list.follows);
});

begin();
for (const server of await servers()) {
  const option = document.createElement("option");
  option.value = server.id;
  option.textContent = `${server.id} ${server.endpoint}`;
  find("server").append(option);
}
await open("main");
find("list").focus();
