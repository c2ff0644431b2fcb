// Calls of the interface. A token, if there is one, stands behind the # of the address.
const token = location.hash.slice(1);
const fields = token ? { Authorization: `Bearer ${token}` } : {};
let base = "/api";

export function choose(server) { base = server === "main" ? "/api" : `/api/servers/${encodeURIComponent(server)}`; }

/** Calls, and throws what a problem says. */
export async function call(method, path, body) {
  const headers = { ...fields };
  if (method === "POST" || method === "PUT" || body !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(base + path, { method, headers, body });
  const text = await answer.text();
  const value = text ? JSON.parse(text) : null;
  if (!answer.ok) throw new Error((value.pointer ? `${value.pointer}: ` : "") + value.detail);
  return value;
}

export async function servers() {
  const answer = await fetch("/api/servers", { headers: fields });
  return answer.ok ? (await answer.json()).servers : [];
}

export async function session() {
  return (await fetch(base + "/session", { headers: fields })).blob();
}

/** Events as they come; EventSource cannot send a token. Goes on where it stopped. */
export function events(after, take, live) {
  const stop = new AbortController();
  let last = after;
  async function run() {
    while (!stop.signal.aborted) {
      try {
        const query = last === null ? "" : `?after=${last}`;
        const answer = await fetch(`${base}/events${query}`, { headers: fields, signal: stop.signal });
        if (!answer.ok) throw new Error(answer.statusText);
        live(true);
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        let text = "";
        for (;;) {
          const { value, done } = await reader.read();
          if (done) break;
          text += value;
          const blocks = text.split("\n\n");
          text = blocks.pop();
          for (const block of blocks) {
            let kind = "", data = "";
            for (const line of block.split("\n")) {
              if (line.startsWith("event: ")) kind = line.slice(7);
              if (line.startsWith("data: ")) data = line.slice(6);
              if (line.startsWith("id: ")) last = Number(line.slice(4));
            }
            if (kind === "reset") last = 0;
            if (data) take(kind, JSON.parse(data));
          }
        }
      } catch (error) {
        if (stop.signal.aborted) return;
      }
      live(false);
      await new Promise((go) => setTimeout(go, 1000));
    }
  }
  run();
  return () => stop.abort();
}
