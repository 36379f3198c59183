// The sync log of the kiosks as they told it: one row an attempt.

import {badge} from "./badges.js";
import {h, table} from "./kit.js";
import {get, query} from "./server.js";
import {clock, dayOf, moment, now, took} from "./time.js";
import {t} from "./words.js";

const KINDS = ["requests", "complaints", "surveys", "calls", "statuses"];
const CALM = ["ok", "unchanged"];
const chosen = {kiosk: "", way: "", result: ""};

function what(row) {
    const moved = KINDS.filter((kind) => row[kind] > 0).map((kind) => t(`log.${kind}`, {n: row[kind]}));
    return moved.join(", ") || (CALM.includes(row.cause) ? t("log.nothing") : "–");
}

function result(row) {
    const refused = row.conflict + row.rejected;
    if (refused > 0) return badge("bad", t("log.refused", {n: refused}));
    if (row.created + row.duplicate > 0)
        return badge(row.created > 0 ? "open" : "info", t("log.accepted", row));
    return badge(CALM.includes(row.cause) ? "open" : "bad", t(`cause.${row.cause}`));
}

const line = (row) => h("tr.still",
    h("td.code", h("strong", dayOf(row.at) === dayOf(now()) ? clock(row.at, true) : moment(row.at))), h("td", row.kiosk),
    h("td", t(`log.${row.way}`)), h("td", what(row)), h("td", result(row)), h("td.code", took(row.duration)));

export async function logCard(context, kiosks) {
    const pick = (key, options) => h("select.short", {"aria-label": t(`log.${key === "result" ? "result" : key}`),
        onchange: (event) => { chosen[key] = event.target.value; context.again(); }},
    options.map(([value, name]) => h("option", {value, selected: value === chosen[key]}, name)));
    const {rows} = await get(query("/api/log", chosen), context.quiet);
    const columns = ["log.at", "log.kiosk", "log.way", "log.what", "log.result", "log.duration"].map((name) => t(name));
    return h("div", h("header.page.second", h("h2", t("kiosk.log")), h("div.right",
        pick("kiosk", [["", `${t("log.kiosk")}: ${t("log.all")}`], ...kiosks.map((name) => [name, name])]),
        pick("way", [["", `${t("log.way")}: ${t("log.all")}`], ...["push", "pull", "clock", "start"].map((way) => [way, t(`log.${way}`)])]),
        pick("result", [["", `${t("log.result")}: ${t("log.all")}`], ["failed", t("log.failed")]]))),
    h("section.card.list", rows.length === 0 ? h("p.empty", t("kiosk.log.none")) : table(columns, rows.map(line))));
}
