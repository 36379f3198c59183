// The list of complaints on their ladder.

import {complaintBadge} from "./badges.js";
import {h} from "./kit.js";
import {listPage, rowLink} from "./lists.js";
import {moment} from "./time.js";
import {t} from "./words.js";

const WORKING = ["admin", "verifikator", "pejabat_pengaduan", "kepala_dinas"];

function row(one) {
    const address = `#/complaints/${one.code}`;
    return rowLink(address, h("td", h("a.code", {href: address}, one.code)), h("td", h("strong", one.topic_text || "–")),
        h("td", t(one.anonymous ? "complaint.anonymous" : "complaint.named")), h("td", moment(one.submitted)),
        h("td", t(`rung.${one.rung}`)), h("td", complaintBadge(one)));
}

const LIST = {
    key: "complaints", search: false, row,
    scopes: [["mine", "scope.mine"], ["open", "scope.open"], ["late", "scope.late"], ["done", "scope.closed"]],
    columns: ["list.code", "complaint.topic", "complaint.by", "complaint.at", "complaint.rung", "complaint.due"],
    start: (me) => (WORKING.includes(me.role) ? "mine" : "open"),
};

export const complaintsPage = (place, context) => listPage(place, context, LIST);
