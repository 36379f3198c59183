// One complaint: its words, its ladder, its clocks, and the answers given.

import {badge, complaintBadge} from "./badges.js";
import {field, h, icon, show} from "./kit.js";
import {get, post} from "./server.js";
import {moment} from "./time.js";
import {refusal, t} from "./words.js";

function ladder(file) {
    return h("section.card", h("h2", t("complaint.rungs")), h("ol.steps", file.rungs.map((name, index) => {
        const number = index + 1;
        const state = number < file.rung || file.closed ? "done" : number === file.rung ? "now" : "next";
        return h(`li.${state}`, h("i", state === "done" ? icon("check") : String(number)), h("span", name));
    })));
}

function clockBadge(one) {
    if (one.late) return badge("bad", t("complaint.over", {at: moment(one.due)}));
    if (one.met) return badge("open", t("complaint.met", {at: moment(one.met)}));
    return one.due ? badge("info", t("complaint.until", {at: moment(one.due)})) : badge("info", t("due.none"));
}

function clocks(file) {
    return h("section.card", h("h2", t("complaint.clocks")), h("ul.history", file.deadlines.map((one) =>
        h("li", h("span", t(`complaint.${one.key}`), h("small", t("complaint.days", {n: one.days}))), clockBadge(one)))));
}

function orders(file, context) {
    if (file.closed) return h("section.card", h("h2", t("complaint.closed")));
    if (file.can.length === 0) return h("section.card", h("h2", t("complaint.work")), h("p.hint", t("complaint.look")));
    const fault = h("p.fault", {role: "alert", hidden: true});
    const text = h("textarea", {rows: 4, maxLength: 500, placeholder: t("complaint.answer.hint")});
    const order = (act, body) => async (event) => {
        const button = event.target.closest("button");
        button.disabled = true;
        try {
            await post(`/api/complaints/${file.code}/${act}`, body());
            context.again();
        } catch (error) {
            fault.textContent = refusal(error);
            fault.hidden = false;
            button.disabled = false;
        }
    };
    const may = (act) => file.can.includes(act);
    context.keys({a: () => text.focus()});
    return h("section.card.orders", h("h2", t("complaint.work")),
        may("answer") && field(t("complaint.answer"), text),
        may("answer") && h("button.primary", {onclick: order("answer", () => ({text: text.value}))}, icon("check"),
            t("complaint.send")),
        may("escalate") && h("button", {onclick: order("escalate", () => ({}))}, icon("up"), t("complaint.escalate")),
        may("close") && h("button", {onclick: order("close", () => ({}))}, icon("check"), t("complaint.close")),
        may("escalate") && h("p.hint", t("complaint.escalate.hint")), fault);
}

function moves(file) {
    const who = (move) => (move.by === "" ? t("complaint.sender") : move.by === "system" ? t("system") : move.by);
    const what = (move) => t(move.by === "system" && move.act === "escalate" ? "act.late" : `act.${move.act}`);
    return h("section.card", h("h2", t("one.history")), h("ul.history", [...file.moves].reverse().map((move) =>
        h("li", h("span", what(move), move.text && h("q", move.text)),
            h("small", t("one.by", {who: who(move), at: moment(move.at)}))))));
}

export async function complaintPage(place, context, code) {
    const file = await get(`/api/complaints/${encodeURIComponent(code)}`, context.quiet);
    const from = file.anonymous ? t("complaint.anonymous") : [file.name, file.phone].filter(Boolean).join(" · ") || "–";
    const fields = [["complaint.topic", file.topic_text], ["complaint.by", from], ["complaint.at", moment(file.submitted)],
        ["complaint.kiosk", file.kiosk], ["complaint.about", file.about || "–"]];
    context.keys({Escape: () => (location.hash = "#/complaints")});
    show(place,
        h("header.page", h("a.up", {href: "#/complaints"}, `${t("page.complaints")} /`), h("h1.codes", file.code),
            h("div.right", complaintBadge(file),
                h("button.quiet", {onclick: () => window.print()}, icon("print"), t("app.print")))),
        h("div.columns",
            h("div.main", h("section.card", h("h2", t("complaint.words")), h("p.words", file.text)),
                h("section.card", h("dl", fields.map(([name, value]) => h("div.field", h("dt", t(name)), h("dd", value))))),
                moves(file)),
            h("div.side", orders(file, context), ladder(file), clocks(file))));
}
