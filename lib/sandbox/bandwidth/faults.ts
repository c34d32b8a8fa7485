import { type Reply } from "../core/exchange";
import { defineFault } from "../core/fault-kind";
import { text } from "../core/fields";

const change = (reply: Reply, how: (body: string) => string): Reply => ({ ...reply, body: how(reply.body) });

export const faults = [
  defineFault({
    kind: "malformedXml",
    title: "Malformed XML",
    meaning: "The carrier acts; the last closing tag is missing.",
    fields: {},
    spoil: (_fault, reply) => change(reply, (body) => body.replace(/<\/[^>]+>\s*$/, "")),
  }),
  defineFault({
    kind: "xmlDoctype",
    title: "XML with a DOCTYPE",
    meaning: "The carrier acts; its answer declares an entity.",
    fields: {},
    spoil: (_fault, reply) => change(reply, insertDoctype),
  }),
  defineFault({
    kind: "extraNumber",
    title: "Number that was not submitted",
    meaning: "The carrier acts; the order's XML lists one more number.",
    fields: {
      named: text("Number", "9195550142", { pattern: /^[\d+() .-]{3,20}$/, hint: "A number such as 9195550142." }),
    },
    spoil: ({ named }, reply) => change(reply, (body) => insertNumber(body, named)),
  }),
  defineFault({
    kind: "emptyErrors",
    title: "Order without its errors",
    meaning: "The order's XML says <Errors/>, whatever failed.",
    fields: {},
    spoil: (_fault, reply) => change(reply, (body) => body.replace(/<Errors>[^]*<\/Errors>/, "<Errors/>")),
  }),
  defineFault({
    kind: "extraElement",
    title: "Unlisted element",
    meaning: "The order's XML holds an element that no page lists.",
    fields: {
      element: text("Element", "TrackingId", {
        pattern: /^[A-Za-z]\w{0,40}$/,
        hint: "The name of an element such as TrackingId.",
      }),
      text: text("Content", "77", { max: 200 }),
    },
    spoil: ({ element, text: content }, reply) =>
      change(reply, (body) => {
        const escaped = content.replace(/&/g, "&amp;").replace(/</g, "&lt;");
        return body.replace("</ProcessingStatus>", (tag) => `${tag}<${element}>${escaped}</${element}>`);
      }),
  }),
];

/** Into the first list of numbers, which is the order's own; an answer without one stays unchanged. */
function insertNumber(body: string, named: string): string {
  const number = `<TelephoneNumber>${named.replace(/[<>&]/g, "")}</TelephoneNumber>`;
  return body.replace(/<TelephoneNumbers(?:\/>|>)/, (tag) =>
    tag.endsWith("/>") ? `<TelephoneNumbers>${number}</TelephoneNumbers>` : `${tag}${number}`,
  );
}

function insertDoctype(body: string): string {
  const doctype = '<!DOCTYPE note [<!ENTITY x "expanded">]>\n';
  return body.startsWith("<?xml") ? body.replace(/\?>\s*/, `?>\n${doctype}`) : doctype + body;
}
