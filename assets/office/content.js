// Hours, holidays, contacts and announcements: edited here, shown as the kiosk shows them, published
// to every kiosk as one signed version.

import {badge} from "./badges.js";
import {announcementsEdit} from "./content_announcements.js";
import {contactsEdit} from "./content_contacts.js";
import {holidaysEdit} from "./content_holidays.js";
import {hoursEdit} from "./content_hours.js";
import {overridesEdit} from "./content_overrides.js";
import {preview} from "./content_preview.js";
import {ask} from "./dialog.js";
import {h, icon, show} from "./kit.js";
import {get, post} from "./server.js";
import {moment} from "./time.js";
import {refusal, t} from "./words.js";

const TABS = [["hours", hoursEdit], ["holidays", holidaysEdit], ["overrides", overridesEdit],
    ["contacts", contactsEdit], ["announcements", announcementsEdit]];
let tab = "hours";

function versions(list, current, context) {
    const again = (one) => ask(t("content.restore"), {hint: t("content.restore.sure", {v: one.version}), go: t("content.restore"),
        act: async () => {
            const made = await post(`/api/content/${one.version}/restore`, {});
            context.unsaved(null);
            await context.again();
            context.say(t("content.published", {v: made.version}));
        }});
    return h("section.card", h("h2", t("content.history")), h("ul.history", list.map((one) =>
        h("li", h("span", t("content.version", {v: one.version, at: moment(one.issued), by: one.by})),
            one.version === current ? badge("open", t("content.current")) :
                h("button.small", {onclick: () => again(one)}, t("content.restore"))))));
}

export async function contentPage(place, context) {
    const before = await get("/api/content", context.quiet);
    const {versions: list} = await get("/api/content/versions", context.quiet);
    const {by} = list[0];
    const draft = structuredClone(before);
    const same = () => JSON.stringify(draft) === JSON.stringify(before);
    const fault = h("p.fault", {role: "alert", hidden: true});
    const publish = h("button.primary", {onclick: async () => {
        publish.disabled = true;
        try {
            const made = await post("/api/content", draft);
            context.unsaved(null);
            await context.again();
            context.say(t("content.published", {v: made.version}));
        } catch (error) {
            fault.textContent = refusal(error);
            fault.hidden = false;
            publish.disabled = false;
            if (error.code === "content-moved") context.again();
        }
    }}, icon("check"), t("content.publish"));
    const editor = h("section.card.editor");
    const look = h("section.card.look");
    const tabs = h("nav.chips", {"aria-label": t("page.content")});
    const draw = () => {
        publish.disabled = same();
        fault.hidden = true;
        show(look, h("h2", t("content.preview")), preview(draft));
    };
    const open = (key) => {
        tab = key;
        show(tabs, TABS.map(([name]) => h(name === tab ? "button.chip.on" : "button.chip",
            {"aria-pressed": String(name === tab), onclick: () => open(name)}, t(`content.${name}`))));
        const edit = TABS.find(([name]) => name === tab)[1];
        const redraw = () => {
            show(editor, h("h2", t(`content.${tab}`)), edit(draft, draw, () => { redraw(); draw(); }));
        };
        redraw();
        draw();
    };
    context.unsaved(() => !same());
    context.keys({a: () => publish.focus()});
    show(place, h("header.page", h("h1", t("page.content")), h("div.right", publish)),
        h("p.hint", t("content.version", {v: before.version, at: moment(before.issued), by})), tabs, fault,
        h("div.columns", editor, h("div.side", look, versions(list, before.version, context))));
    open(tab);
}
