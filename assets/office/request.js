// One request: its data, its documents, its way, and what may be done about it now.

import {requestBadge, turnOf} from "./badges.js";
import {ask} from "./dialog.js";
import {documents} from "./documents.js";
import {field, h, icon, show} from "./kit.js";
import {promiseLine} from "./promise.js";
import {get, post} from "./server.js";
import {history, reasonOf, stepList} from "./steps.js";
import {date, moment} from "./time.js";
import {refusal, t} from "./words.js";

function answerRow(answer) {
    const born = answer.born && h("small", t("one.born",
        {name: answer.key.toUpperCase(), date: date(answer.born), sex: t(`one.${answer.sex}`)}));
    return h("div.field", h("dt", answer.label), h("dd", answer.shown || "–", born));
}

function data(file) {
    return h("section.card", h("h2", t("one.data")), h("dl", file.answers.map(answerRow)),
        file.notes.map((note) => h("p.note", t(`note.${note}`))));
}

function returnDialog(file, order) {
    const reason = h("select", {required: true}, h("option", {value: ""}, t("one.reason.pick")),
        file.reasons.map((one) => h("option", {value: one.key}, one.text)));
    const note = h("textarea", {rows: 3, maxLength: 500});
    ask(t("one.return.title"), {
        hint: t("one.return.hint"), danger: true, go: t("one.return.go"),
        fields: [field(t("one.reason"), reason), field(t("one.note"), note)],
        act: () => order("return", {reason: reason.value, note: note.value}),
    });
}

// Only what the office allows this role now.
function orders(file, context) {
    if (file.turn === "over")
        return h("section.card", h("h2", t("one.finished")), h("p.hint", t("due.done", {at: moment(file.finished)})));
    const fault = h("p.fault", {role: "alert", hidden: true});
    const note = h("textarea", {rows: 2, maxLength: 500});
    const order = async (act, body) => {
        try {
            await post(`/api/requests/${file.code}/${act}`, {step: file.step, ...body});
        } catch (error) {
            if (error.code !== "moved") throw error;
            context.say(refusal(error));
        }
        context.again();
    };
    const press = (act) => async (event) => {
        event?.target.closest("button").setAttribute("disabled", "");
        try {
            await order(act, {note: note.value});
        } catch (error) {
            fault.textContent = refusal(error);
            fault.hidden = false;
            event?.target.closest("button").removeAttribute("disabled");
        }
    };
    const may = (act) => file.can.includes(act);
    const go = may("advance") ? "advance" : "resume";
    const word = may("resume") ? t("one.resume") : file.step === file.step_count ? t("one.issue")
        : t("one.advance", {n: file.step + 1});
    const turnBack = () => returnDialog(file, order);
    if (may("return")) context.keys({r: turnBack});
    if (may(go)) context.keys({a: () => document.getElementById("go")?.focus()});
    return h("section.card.orders", h("h2", t("one.step", {n: file.step, title: file.step_title})),
        file.returned && h("p.note", t("one.with", {reason: reasonOf(file, file.reason)}), file.note && ` “${file.note}”`),
        may(go) && field(t("one.office_note"), note),
        may(go) && h("button.primary", {id: "go", onclick: press(go)}, icon("check"), word),
        may("return") && h("button.danger", {onclick: turnBack}, icon("back"), t("one.return")),
        may("return") && h("p.hint", t("one.return.hint")),
        file.can.length === 0 && h("p.hint", t("one.look", {who: turnOf(file).toLowerCase()})), fault);
}

export async function requestPage(place, context, code) {
    const file = await get(`/api/requests/${encodeURIComponent(code)}`, context.quiet);
    context.keys({Escape: () => (location.hash = "#/requests")});
    show(place,
        h("header.page", h("a.up", {href: "#/requests"}, `${t("page.requests")} /`), h("h1.codes", file.code),
            file.turn !== "over" && h("span.badge.wait", t("one.turn", {who: turnOf(file).toLowerCase()})),
            h("div.right", requestBadge(file),
                h("button.quiet", {onclick: () => window.print()}, icon("print"), t("app.print")))),
        h("div.columns",
            h("div.main", data(file), documents(file), history(file),
                h("p.foot", t("one.from", {service: file.service_name, kiosk: file.kiosk, at: moment(file.submitted)}))),
            h("div.side", orders(file, context), stepList(file), promiseLine(file))));
}
