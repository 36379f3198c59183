// What a kiosk last said of itself.

import {h} from "./kit.js";
import {ago, moment, number} from "./time.js";
import {t} from "./words.js";

const GIB = 1024 ** 3;
const OFF_CLOCK = 2000;

const device = (state) => t(`kiosk.device.${state}`);
const tone = (state) => ({ok: "good", fault: "bad"}[state] || "plain");

// [words, tone]
function facts(kiosk) {
    const said = kiosk.report;
    const list = [];
    if (kiosk.version) list.push([t("kiosk.version", {v: kiosk.version}), "plain"]);
    if (said) {
        list.push([t("kiosk.camera", {state: device(said.camera)}), tone(said.camera)],
            [t("kiosk.printer", {state: device(said.printer)}), tone(said.printer)],
            [t("kiosk.queue", {n: said.waiting}), said.waiting > 0 ? "bad" : "plain"]);
        if (said.frame) list.push([t("kiosk.frame", {ago: ago(said.frame)}), "plain"]);
        if (said.clock_known) list.push([t("kiosk.clock", {ms: `${said.clock_offset > 0 ? "+" : ""}${number((said.clock_offset / 1000).toFixed(1))} s`}),
            Math.abs(said.clock_offset) > OFF_CLOCK ? "bad" : "plain"]);
        list.push([t("kiosk.disk", {n: `${number((said.disk_free / GIB).toFixed(1))} GiB`}), said.disk_low ? "bad" : "plain"],
            [t("kiosk.content", {v: said.content}), "plain"]);
        if (said.check) list.push([t("kiosk.check", {at: moment(said.check)}), "plain"]);
    }
    list.push([t("kiosk.items", {n: kiosk.items}), "plain"], [t(kiosk.pin ? "kiosk.pin" : "kiosk.nopin"), kiosk.pin ? "plain" : "bad"]);
    if (kiosk.quarantined) list.push([t("kiosk.quarantine", {n: kiosk.quarantined}), "bad"]);
    return list;
}

export function health(kiosk) {
    return h("div", h("ul.facts", facts(kiosk).map(([words, how]) => h(`li.${how}`, words))),
        kiosk.report && h("small", t("kiosk.report", {ago: ago(kiosk.report.received)})));
}
