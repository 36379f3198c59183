// Who did what to what, and who was refused what.

import {badge} from "./badges.js";
import {h, icon, show, table} from "./kit.js";
import {get, query} from "./server.js";
import {DAY, clock, dayNumber, moment} from "./time.js";
import {t} from "./words.js";

const WIB = 7 * 60 * 60 * 1000;
const state = {by: "", act: "", subject: "", from: "", until: "", rows: 1};

const asked = (cursor) => query("/api/audit", {by: state.by, act: state.act, subject: state.subject, cursor,
    from: state.from && dayNumber(state.from) * DAY - WIB, until: state.until && (dayNumber(state.until) + 1) * DAY - WIB});

const line = (row) => h("tr.still", h("td.code", String(row.number)), h("td.code", moment(row.at), h("small", clock(row.at, true))),
    h("td", h("strong", row.by)), h("td", row.act === "refused" ? badge("bad", row.act) : row.act),
    h("td.code", row.subject || "–"), h("td.detail", row.detail || "–"));

function filters(redraw) {
    const text = (key, name) => h("label.inline", t(name), h("input", {value: state[key], maxLength: 60, autocomplete: "off",
        onchange: (event) => { state[key] = event.target.value.trim(); redraw(); }}));
    const day = (key, name) => h("label.inline", t(name), h("input", {type: "date", value: state[key],
        onchange: (event) => { state[key] = event.target.value; redraw(); }}));
    const refused = state.act === "refused";
    return h("div.bar", text("by", "audit.by"), text("subject", "audit.subject"), text("act", "audit.act"),
        day("from", "list.from"), day("until", "list.until"),
        h(refused ? "button.chip.on" : "button.chip", {"aria-pressed": String(refused), onclick: () => {
            state.act = refused ? "" : "refused";
            redraw();
        }}, t("audit.refused")),
        h("button.quiet", {onclick: () => {
            Object.assign(state, {by: "", act: "", subject: "", from: "", until: "", rows: 1});
            redraw();
        }}, t("list.clear")));
}

export async function auditPage(place, context) {
    let answer = await get(asked(""), context.quiet);
    const rows = [...answer.audit];
    for (let i = 1; i < state.rows && answer.next; i++) {
        answer = await get(asked(answer.next), context.quiet);
        rows.push(...answer.audit);
    }
    const redraw = () => context.again();
    const columns = ["audit.number", "audit.at", "audit.by", "audit.act", "audit.subject", "audit.detail"].map((name) => t(name));
    show(place, h("header.page", h("h1", t("page.audit")), h("div.right",
        h("button", {onclick: () => window.print()}, icon("print"), t("app.print")))), filters(redraw),
    h("section.card.list", rows.length === 0 ? h("p.empty", t("list.empty")) : table(columns, rows.map(line))),
    answer.next && h("p.more", h("button", {onclick: () => { state.rows++; redraw(); }}, t("app.more"))));
}
