// The kiosks: letting them in, how they are, and their sync log.

import {badge} from "./badges.js";
import {ask, tell} from "./dialog.js";
import {field, h, icon, show} from "./kit.js";
import {health} from "./kiosk_health.js";
import {logCard} from "./kiosk_log.js";
import {get, post} from "./server.js";
import {ago, moment, now} from "./time.js";
import {t} from "./words.js";

const QUIET = 15 * 60 * 1000;
const CODE_MINUTES = 10;

function stateBadge(kiosk) {
    if (kiosk.blocked) return badge("bad", t("kiosk.blocked"));
    if (!kiosk.last_contact) return badge("info", t("kiosk.never"));
    const quiet = now() - kiosk.last_contact > QUIET;
    return badge(quiet ? "bad" : "open", t(quiet ? "kiosk.quiet" : "kiosk.online", {ago: ago(kiosk.last_contact)}));
}

const act = (kiosk, what) => post(`/api/kiosks/${encodeURIComponent(kiosk)}/${what}`, {});

function showCode(made) {
    tell(`${t("kiosk.code")}: ${made.kiosk}`, made.code, t("kiosk.code.hint", {minutes: CODE_MINUTES}));
}

function addDialog(context) {
    const name = h("input", {required: true, pattern: "[A-Z0-9][A-Z0-9\\-]*", maxLength: 31, autocomplete: "off", autofocus: true});
    ask(t("kiosk.add"), {go: t("kiosk.code.make"), fields: [field(t("kiosk.name"), name, t("kiosk.name.hint"))],
        act: async () => {
            const made = await post("/api/kiosks", {name: name.value});
            showCode(made);
            context.again();
        }});
}

function blockDialog(kiosk, context) {
    ask(t("kiosk.block"), {hint: t("kiosk.block.sure", {name: kiosk.name}), danger: true, go: t("kiosk.block"),
        act: async () => {
            await act(kiosk.name, "block");
            context.again();
        }});
}

function tools(kiosk, context) {
    const go = (what) => () => context.run(async () => {
        const made = await act(kiosk.name, what);
        if (made?.code) showCode(made);
        context.again();
    });
    return h("div.row.start", kiosk.blocked ? h("button.small", {onclick: go("unblock")}, t("kiosk.unblock")) :
        h("button.small.danger", {onclick: () => blockDialog(kiosk, context)}, t("kiosk.block")),
    h("button.small", {onclick: go("code")}, icon("key"), t("kiosk.renew")));
}

function card(kiosk, context) {
    return h("section.card.kiosk", h("header", h("h2", kiosk.name), stateBadge(kiosk)), health(kiosk),
        context.me.fleet && tools(kiosk, context));
}

function waiting(one, context) {
    const go = (what) => () => context.run(async () => {
        await act(one.kiosk, what);
        context.again();
    });
    const words = one.words ? h("ol.six", one.words.split(" ").map((word) => h("li", word))) : null;
    const text = {code: "kiosk.expecting", compare: "kiosk.compare", approved: "kiosk.approved"}[one.state];
    return h("section.card.waiting", h("header", h("h2", one.kiosk), badge("wait", t("kiosk.until", {at: moment(one.expires)}))),
        h("p", t(text)), words, context.me.fleet && h("div.row.start",
            one.state === "compare" && h("button.primary.small", {onclick: go("approve")}, icon("check"), t("kiosk.approve")),
            one.state !== "approved" && h("button.danger.small", {onclick: go("decline")}, t("kiosk.decline"))));
}

export async function kiosksPage(place, context) {
    const {kiosks: known, reports, enrolments, calls} = await get("/api/kiosks", context.quiet);
    const kiosks = known.map((one) => {
        const told = reports.find((report) => report.kiosk === one.name);
        return {...one, report: told && {...told.report, received: told.received}};
    });
    const log = await logCard(context, kiosks.map((one) => one.name));
    show(place, h("header.page", h("h1", t("page.kiosks")), h("div.right", context.me.fleet &&
        h("button.primary", {onclick: () => addDialog(context)}, icon("plus"), t("kiosk.add")))),
    kiosks.length + enrolments.length === 0 ? h("section.card", h("p.empty", t("kiosk.none"))) :
        h("div.tiles", enrolments.map((one) => waiting(one, context)), kiosks.map((kiosk) => card(kiosk, context))),
    log,
    calls.length > 0 && h("section.card", h("h2", t("kiosk.calls")), h("ul.history", calls.map((call) =>
        h("li", h("span", call.kiosk), h("small", moment(call.called)))))));
}
