// The steps of the procedure: who did what when, which one is in work, who comes next.

import {h, icon} from "./kit.js";
import {moment} from "./time.js";
import {known, t} from "./words.js";

// Who completed each step, by the history.
function doers(file) {
    const by = {};
    for (const move of file.moves)
        if (move.act === "sent" || move.act === "advance") by[move.step] = move.by;
    return by;
}

function stepRow(file, by, step, index) {
    const number = index + 1;
    const now = file.turn !== "over" && file.step === number;
    const state = step.done_at ? "done" : now ? "now" : "next";
    const actor = t(`actor.${step.actor}`);
    const right = step.done_at ? [h("span", by[number] || t("one.applicant")), moment(step.done_at)]
        : [h("span", actor), now ? t("one.now") : ""];
    return h(`li.${state}`, {title: step.detail, "aria-current": now ? "step" : "false"},
        h("i", step.done_at ? icon("check") : String(number)), h("span", step.title), h("small", right));
}

export function stepList(file) {
    const by = doers(file);
    return h("section.card", h("h2", t("one.procedure")),
        h("ol.steps", file.steps.map((step, index) => stepRow(file, by, step, index))));
}

const reasonOf = (file, key) => file.reasons.find((one) => one.key === key)?.text || key;

export function history(file) {
    return h("section.card", h("h2", t("one.history")), h("ul.history", [...file.moves].reverse().map((move) =>
        h("li", h("span", `${t(`act.${move.act}`)} · ${t("one.step_no", {n: move.step})}`,
            move.reason && h("small", reasonOf(file, move.reason)), move.note && h("q", move.note)),
        h("small", t("one.by", {who: who(move.by), at: moment(move.at)}))))));
}

export const who = (name) => (name === "" ? t("one.applicant") : known(name) ? t(name) : name);
export {reasonOf};
