// How visitors rate the service: the nine elements of PermenPANRB 14/2017.

import {h, icon, show, svg} from "./kit.js";
import {get, query} from "./server.js";
import {now, number} from "./time.js";
import {t} from "./words.js";

const WIB = 7 * 60 * 60 * 1000;
const SHOWN = 6;
let chosen = 0;

// The newest quarters, this one first.
function quarters() {
    const today = new Date(now() + WIB);
    let year = today.getUTCFullYear();
    let quarter = Math.floor(today.getUTCMonth() / 3);
    const list = [];
    for (let i = 0; i < SHOWN; i++) {
        list.push({year, q: quarter + 1, from: Date.UTC(year, quarter * 3, 1) - WIB, until: Date.UTC(year, quarter * 3 + 3, 1) - WIB});
        if (quarter-- === 0) {
            quarter = 3;
            year--;
        }
    }
    return list;
}

function bar(key, mean) {
    const value = Number(mean);
    const chart = svg("svg", {viewBox: "0 0 300 14", class: "bar", preserveAspectRatio: "none", "aria-hidden": "true"},
        svg("rect", {width: 300, height: 14, rx: 5, class: "ground"}),
        svg("rect", {width: Math.max(0, value / 4 * 300), height: 14, rx: 5, class: "value"}));
    return h("div.bars", h("dt", t(`ikm.${key}`)), h("dd", chart, h("span", value ? number(mean) : "–")));
}

export async function surveysPage(place, context) {
    const list = quarters();
    const period = list[chosen];
    const ikm = await get(query("/api/surveys", period ? {from: period.from, until: period.until} : {}), context.quiet);
    const pick = h("select.short", {"aria-label": t("survey.period"), onchange: (event) => {
        chosen = Number(event.target.value);
        context.again();
    }}, list.map((one, index) => h("option", {value: String(index), selected: index === chosen}, t("survey.quarter", one))),
    h("option", {value: String(list.length), selected: chosen === list.length}, t("survey.all")));
    show(place, h("header.page", h("h1", t("page.surveys")), h("div.right", pick,
        h("button.primary", {onclick: () => window.print()}, icon("print"), t("app.print")))),
    h("div.figures", h("section.card.figure", h("strong", ikm.enough ? `${number(ikm.score)} · ${ikm.grade}` : "–"),
        h("span", t(ikm.enough ? "survey.from" : "survey.few", {n: ikm.surveys, min: ikm.minimum}))),
    h("section.card.figure", h("strong", String(ikm.surveys)), h("span", t("survey.count")))),
    h("div.columns", h("section.card", h("h2", t("survey.elements")), h("dl.chart", Object.entries(ikm.means).map(([key, mean]) => bar(key, mean))),
        h("p.foot", t("survey.weight", {weight: number(ikm.weight)}))),
    h("section.card", h("h2", t("survey.remarks")), ikm.remarks?.length ? h("ul.history", ikm.remarks.map((one) =>
        h("li", h("q", one)))) : h("p.empty", t("survey.noremarks")))));
}

