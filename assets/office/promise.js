// The promise clock of a request as a line: office time, and the pauses in which it stood still.

import {h} from "./kit.js";
import {moment, span} from "./time.js";
import {t} from "./words.js";

function verdict(file) {
    const {kind, due, late} = file.promise;
    if (kind === "over") return late ? t("one.clock.missed", {at: moment(due)}) : t("one.clock.kept");
    if (kind === "unknown") return t("one.clock.unknown");
    if (kind === "paused") return t("one.clock.paused", {at: moment(file.clock[file.clock.length - 1].from)});
    return t(late ? "one.clock.late" : "one.clock.due", {at: moment(due)});
}

function part(one) {
    const until = one.until ? moment(one.until) : t("one.now");
    const words = `${t(`one.clock.${one.turn}`)}: ${moment(one.from)} – ${until} (${span(one.work)})`;
    const bar = h(`i.${one.turn}`, {title: words});
    // As long as the service time it took, so that nights and holidays take no room.
    bar.style.flexGrow = String(Math.max(one.work, 60000));
    return bar;
}

export function promiseLine(file) {
    const sum = (turn) => file.clock.filter((one) => one.turn === turn).reduce((all, one) => all + one.work, 0);
    const pauses = file.clock.filter((one) => one.turn === "applicant");
    return h("section.card.promise", h("h2", t("one.clock")), h("p", verdict(file)),
        h("div.line", {role: "img", "aria-label": t("one.clock")}, file.clock.map(part)),
        h("p.hint", t("one.clock.used", {office: span(sum("office")), applicant: span(sum("applicant"))})),
        pauses.length > 0 && h("ul.pauses", pauses.map((one) => h("li", t("one.clock.applicant"),
            h("small", `${moment(one.from)} – ${one.until ? moment(one.until) : t("one.now")} · ${span(one.work)}`)))));
}

