// Who works here, with which role, and whether they may sign in.

import {badge} from "./badges.js";
import {ask, tell} from "./dialog.js";
import {field, h, icon, show, table} from "./kit.js";
import {get, post} from "./server.js";
import {moment, now} from "./time.js";
import {refusal, t} from "./words.js";

const ROLES = ["kepala_dinas", "verifikator", "pejabat_pengaduan", "kepala_seksi", "pimpinan", "admin"];

const order = (name, act, body = {}) => post(`/api/officers/${encodeURIComponent(name)}/${act}`, body);
const roleSelect = (chosen, properties = {}) => h("select", properties,
    ROLES.map((role) => h("option", {value: role, selected: role === chosen}, t(`role.${role}`))));

function showPassword({name, password}) {
    tell(t("officer.password", {name}), password, t("officer.password.hint"));
}

function addDialog(context) {
    const name = h("input", {required: true, pattern: "[a-z0-9._\\-]{2,31}", maxLength: 31, autocomplete: "off", autofocus: true});
    const role = roleSelect("verifikator");
    ask(t("officer.add"), {go: t("app.add"), fields: [field(t("officer.name"), name, t("officer.name.hint")), field(t("officer.role"), role)],
        act: async () => {
            showPassword(await post("/api/officers", {name: name.value, role: role.value}));
            context.again();
        }});
}

function sure(title, hint, act, context) {
    ask(title, {hint, danger: true, go: title, act: async () => {
        await act();
        context.again();
    }});
}

function states(one) {
    const list = [badge(one.disabled ? "bad" : "open", t(one.disabled ? "officer.disabled" : "officer.active"))];
    if (one.renew) list.push(badge("wait", t("officer.renew")));
    if (one.locked_until > now()) list.push(badge("bad", t("officer.locked", {at: moment(one.locked_until)})));
    return list;
}

function line(one, context) {
    const own = one.name === context.me.user;
    const change = async (event) => {
        try {
            await order(one.name, "role", {role: event.target.value});
        } catch (error) {
            context.say(refusal(error));
        }
        context.again();
    };
    const reset = () => sure(t("officer.reset"), t("officer.reset.sure", {name: one.name}),
        async () => showPassword(await order(one.name, "password")), context);
    const able = one.disabled ? h("button.small", {onclick: () => context.run(async () => {
        await order(one.name, "enable");
        context.again();
    })}, t("officer.enable")) : h("button.small.danger", {onclick: () => sure(t("officer.disable"),
        t("officer.disable.sure", {name: one.name}), () => order(one.name, "disable"), context)}, t("officer.disable"));
    return h("tr.still", h("td", h("strong", one.name), own && h("small", t("officer.you"))),
        h("td", own ? t(`role.${one.role}`) : roleSelect(one.role, {onchange: change, "aria-label": t("officer.role")})),
        h("td", h("span.badges", states(one))), h("td", moment(one.added)),
        h("td", !own && h("div.row.start", h("button.small", {onclick: reset}, icon("key"), t("officer.reset")), able)));
}

export async function officersPage(place, context) {
    const {officers} = await get("/api/officers", context.quiet);
    const columns = [t("officer.name"), t("officer.role"), t("officer.state"), t("officer.since"), ""];
    show(place, h("header.page", h("h1", t("page.officers")), h("div.right",
        h("button.primary", {onclick: () => addDialog(context)}, icon("plus"), t("officer.add")))),
    h("section.card.list", table(columns, officers.map((one) => line(one, context)))));
}
