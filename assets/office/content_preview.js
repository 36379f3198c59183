// The content as the kiosk's visitors will read it.

import {h} from "./kit.js";
import {minuteText} from "./content_week.js";
import {date, dayName, dayOf, dayText, now, weekdays} from "./time.js";
import {language, t} from "./words.js";

const NEXT = 5;
const spans = (day) => (day.length ? day.map((one) => `${minuteText(one.open)}–${minuteText(one.close)}`).join(", ") : t("content.closed"));
const inUse = (texts) => texts[language()] || texts.id || "…";

// "Senin–Kamis 08.00–12.00, 13.00–16.00": days with the same hours in one line.
function grouped(week) {
    const groups = [];
    week.forEach((day, index) => {
        const last = groups[groups.length - 1];
        if (last && last.hours === spans(day)) last.until = index;
        else groups.push({from: index, until: index, hours: spans(day)});
    });
    return groups.map((one) => {
        const [from, until] = [weekdays()[one.from], weekdays()[one.until]];
        return h("div", h("dt", from === until ? from : `${from}–${until}`), h("dd", one.hours));
    });
}

export function preview(content) {
    const today = dayOf(now());
    const {hours} = content;
    const soon = hours.holidays.filter((one) => one.day >= today && (!one.collective || hours.collective_closes)).slice(0, NEXT);
    const running = content.announcements.filter((one) => one.until > now());
    const special = hours.overrides.filter((one) => one.until >= today);
    return h("div.kiosk-look", running.map((one) => h("p.note", inUse(one.text))), h("dl", grouped(hours.week)),
        special.map((one) => h("div", h("h3", `${inUse(one.name)} · ${date(dayText(one.from))} – ${date(dayText(one.until))}`), h("dl", grouped(one.week)))),
        h("h3", t("content.next")), h("ul", soon.map((one) => h("li", `${dayName(one.day)}, ${date(dayText(one.day))}: ${inUse(one.name)}`))),
        h("h3", t("content.contacts")), h("ul", content.contacts.map((one) => h("li", h("strong", inUse(one.label)), " ", one.value))));
}
