// How things stand, in a word and a colour.

import {h} from "./dom.js";
import {moment, span} from "./time.js";
import {t} from "./words.js";

const SOON = 2 * 60 * 60 * 1000;

export const badge = (tone, text) => h(`span.badge.${tone}`, text);

export function requestBadge(row) {
    if (row.turn === "over") return badge("open", t("due.done", {at: moment(row.finished)}));
    if (row.turn === "applicant") return badge("info", t("due.paused"));
    if (!row.due) return badge("info", t("due.none"));
    // Outside service hours no time of service has passed yet.
    if (row.late) return badge("bad", row.left < 60000 ? t("due.past", {at: moment(row.due)}) : t("due.late", {left: span(row.left)}));
    return badge(row.left < SOON ? "wait" : "open", t("due.left", {at: moment(row.due), left: span(row.left)}));
}

export function complaintBadge(row) {
    if (row.closed) return badge("open", t("due.closed", {at: moment(row.closed)}));
    if (!row.due) return badge("info", t("due.none"));
    if (row.late) return badge("bad", t("due.past", {at: moment(row.due)}));
    return badge("open", t(row.answered ? "due.settle" : "due.answer", {at: moment(row.due)}));
}

export function turnOf(row) {
    if (row.turn === "over") return "–";
    return t(row.returned ? "actor.pemohon" : `actor.${row.actor}`);
}
