// A list with filters, search, dates and pages, as requests and complaints have it.

import {h, icon, show, table} from "./kit.js";
import {codeIn, pageOf} from "./codes.js";
import {scan} from "./scan.js";
import {get, query} from "./server.js";
import {dayNumber, DAY} from "./time.js";
import {t} from "./words.js";

const WIB = 7 * 60 * 60 * 1000;
const startOf = (text) => (text ? dayNumber(text) * DAY - WIB : "");
const endOf = (text) => (text ? (dayNumber(text) + 1) * DAY - WIB : "");

// What was chosen stays while the console is open.
const chosen = new Map();

const asked = (list, state, cursor) => query(`/api/${list.key}`, {
    scope: state.search ? "all" : state.scope, search: state.search,
    from: startOf(state.from), until: endOf(state.until), cursor});

function chips(list, state, counts, pick) {
    return h("nav.chips", {"aria-label": t("audit.filter")}, list.scopes.map(([scope, word]) => {
        const count = counts[scope];
        const on = !state.search && scope === state.scope;
        return h(on ? "button.chip.on" : "button.chip", {"aria-pressed": String(on), onclick: () => pick(scope)},
            t(word), count === undefined ? "" : ` · ${count}`);
    }));
}

function searchBox(state, draw) {
    const input = h("input.search", {type: "search", value: state.search, placeholder: t("list.search"),
        "aria-label": t("list.search"), autocomplete: "off", spellcheck: false, maxLength: 60});
    return h("form.find", {role: "search", onsubmit: (event) => {
        event.preventDefault();
        const code = codeIn(input.value);
        if (code) location.hash = pageOf(code);
        else {
            state.search = input.value.trim();
            draw();
        }
    }, onsearch: () => {
        if (input.value === "" && state.search) {
            state.search = "";
            draw();
        }
    }}, icon("search"), input);
}

function dates(state, draw) {
    const one = (name, key) => h("label.inline", t(name), h("input", {type: "date", value: state[key],
        onchange: (event) => { state[key] = event.target.value; draw(); }}));
    return h("details.dates", {open: Boolean(state.from || state.until)}, h("summary", t("list.dates")),
        one("list.from", "from"), one("list.until", "until"),
        (state.from || state.until) && h("button.quiet", {onclick: () => {
            state.from = state.until = "";
            draw();
        }}, t("list.clear")));
}

// list: {key, title, scopes, columns, row, start}
export async function listPage(place, context, list) {
    if (!chosen.has(list.key)) chosen.set(list.key, {scope: list.start(context.me), search: "", from: "", until: "", rows: 1});
    const state = chosen.get(list.key);
    const draw = async (quiet = false) => {
        let answer = await get(asked(list, state, ""), quiet);
        const rows = [...answer[list.key]];
        // As many pages as stood there before.
        for (let i = 1; i < state.rows && answer.next; i++) {
            answer = {...await get(asked(list, state, answer.next), quiet), counts: answer.counts};
            rows.push(...answer[list.key]);
        }
        const pick = (scope) => {
            Object.assign(state, {scope, search: "", rows: 1});
            context.run(draw);
        };
        const empty = state.scope === "mine" && !state.search ? "list.empty.mine" : "list.empty";
        show(place, h("header.page", h("h1", t(`page.${list.key}`)), h("div.right",
            list.search && searchBox(state, () => { state.rows = 1; context.run(draw); }),
            h("button.primary", {onclick: scan}, icon("scan"), t("list.scan")))),
        h("div.bar", chips(list, state, answer.counts, pick), dates(state, () => context.run(draw))),
        state.search && h("p.hint", t("list.found", {what: state.search}), " ",
            h("button.quiet", {onclick: () => pick(state.scope)}, t("list.clear"))),
        h(`section.card.list.${list.key}`, rows.length === 0 ? h("p.empty", t(empty)) :
            table(list.columns.map((name) => t(name)), rows.map((row) => list.row(row)))),
        answer.next && h("p.more", h("button", {onclick: () => { state.rows++; context.run(draw); }}, t("app.more"))),
        list.foot && list.foot(context));
        context.keys(Object.fromEntries(list.scopes.map(([scope], index) => [String(index + 1), () => pick(scope)])));
    };
    await draw(context.quiet);
}

export function rowLink(address, ...cells) {
    return h("tr", {onclick: (event) => event.target.closest("a, button") || (location.hash = address)}, cells);
}
