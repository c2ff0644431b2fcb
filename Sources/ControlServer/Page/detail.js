// One exchange in full. All of it is text: nothing that a request holds is ever read as HTML.
import { part, request, response, text } from "/list.js";

/** JSON, indented; the places that differ are marked. */
function json(value, differing) {
  const block = part("pre", "");
  function write(value, pointer, indent, tail) {
    const isMarked = differing.has(pointer);
    let target = block;
    if (isMarked) { target = part("mark", ""); block.append(target); }
    const inner = indent + "  ";
    if (value !== null && typeof value === "object" && !isMarked && Object.keys(value).length) {
      const isArray = Array.isArray(value);
      block.append(isArray ? "[\n" : "{\n");
      const keys = Object.keys(value);
      keys.forEach((key, index) => {
        block.append(inner + (isArray ? "" : `${JSON.stringify(key)}: `));
        write(value[key], `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, inner, index < keys.length - 1 ? ",\n" : "\n");
      });
      block.append(indent + (isArray ? "]" : "}") + tail);
    } else {
      target.append(JSON.stringify(value, null, 2));
      block.append(tail);
    }
  }
  write(value, "", "", "");
  return block;
}

/** The request as JSON; undefined when it is none. A text stands for what is spaced otherwise than a recording writes it. */
function parsed(exchange) {
  if (typeof exchange.request !== "string") return exchange.request;
  try { return JSON.parse(exchange.request); } catch { return undefined; }
}

export function show(frame, exchange) {
  const parts = [];
  const facts = part("dl", "");
  function fact(name, words) {
    if (words === undefined) return;
    facts.append(part("dt", name), part("dd", words));
  }
  fact("exchange", exchange.n);
  fact("time", exchange.time);
  fact("took", `${exchange.ms} ms`);
  fact("by", [exchange.source, exchange.source_name].filter(Boolean).join(" "));
  fact("outcome", exchange.outcome);
  parts.push(facts);
  const closest = exchange.closest;
  const differing = new Set((closest?.differences ?? []).map((place) => place.pointer));
  parts.push(part("h2", "Request"));
  const value = parsed(exchange);
  parts.push(value === undefined ? part("pre", request(exchange)) : json(value, differing));
  parts.push(part("h2", "Answer"), part("pre", response(exchange) || "nothing"));
  if (exchange.miss) {
    parts.push(part("h2", "Miss"), part("p", exchange.miss));
    if (closest) {
      const table = part("table", "");
      table.id = "differences";
      const head = part("tr", "");
      const name = closest.stub !== undefined ? `stub ${closest.stub}` : `exchange ${closest.recording}`;
      head.append(part("th", "where"), part("th", name), part("th", "this request"));
      table.append(head);
      for (const place of closest.differences) {
        const row = part("tr", "");
        const here = part("td", "");
        here.append(part("mark", place.actual === undefined ? "nothing" : text(place.actual)));
        row.append(part("td", place.pointer || "all"), part("td", place.wanted === undefined ? "nothing" : text(place.wanted)), here);
        table.append(row);
      }
      parts.push(table);
    }
  }
  frame.replaceChildren(...parts);
  frame.scrollTop = 0;
}
