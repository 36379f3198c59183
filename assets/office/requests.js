// The list of requests: what is whose turn, and until when.

import {requestBadge, turnOf} from "./badges.js";
import {h} from "./kit.js";
import {listPage, rowLink} from "./lists.js";
import {t} from "./words.js";

// Roles with steps of their own start with them.
const WORKING = ["admin", "kepala_dinas", "verifikator"];

function row(one) {
    const address = `#/requests/${one.code}`;
    const step = one.turn === "over" ? t("list.done") : `${one.step}. ${one.step_title}`;
    return rowLink(address, h("td", h("a.code", {href: address}, one.code)), h("td", h("strong", one.applicant || "–"), h("small.unit", one.unit)),
        h("td", one.unit || "–"), h("td", step, one.returned && h("small", t("list.returned"))),
        h("td", turnOf(one)), h("td", requestBadge(one)));
}

const LIST = {
    key: "requests", search: true, row,
    scopes: [["mine", "scope.mine"], ["open", "scope.open"], ["applicant", "scope.applicant"],
        ["late", "scope.late"], ["done", "scope.done"]],
    columns: ["list.code", "list.applicant", "list.unit", "list.step", "list.turn", "list.due"],
    start: (me) => (WORKING.includes(me.role) ? "mine" : "open"),
};

export const requestsPage = (place, context) => listPage(place, context, LIST);
