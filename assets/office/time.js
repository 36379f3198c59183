// Moments as people in Pekalongan read them, whatever the browser's own zone is.

import {language} from "./words.js";

const NAMES = {
    id: {
        days: ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"],
        long: ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
        months: ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
        today: "hari ini", ago: "lalu", now: "baru saja", never: "belum pernah", hour: "j", minute: "m", second: "detik",
    },
    en: {
        days: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
        long: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        today: "today", ago: "ago", now: "just now", never: "never", hour: "h", minute: "m", second: "s",
    },
};

const WIB = 7 * 60 * 60 * 1000;
export const DAY = 24 * 60 * 60 * 1000;

const names = () => NAMES[language()];
const two = (number) => String(number).padStart(2, "0");
const civil = (moment) => new Date(moment + WIB);
const sameDay = (a, b) => dayOf(a) === dayOf(b);

// The office's clock, as far ahead of this browser's as its last answer said.
let ahead = 0;
export const setNow = (now) => { ahead = now - Date.now(); };
export const now = () => Date.now() + ahead;

// Days since 1970-01-01, as the calendar in WIB has them.
export const dayOf = (moment) => Math.floor((moment + WIB) / DAY);
export const weekdays = () => names().long;

export function clock(moment, seconds = false) {
    const at = civil(moment);
    return `${two(at.getUTCHours())}.${two(at.getUTCMinutes())}${seconds ? `.${two(at.getUTCSeconds())}` : ""}`;
}

// "hari ini 16.00", "Sel 16.00" within six days to come, "Sel 24 Nov 16.00"
export function moment(at) {
    if (!at) return "–";
    if (sameDay(at, now())) return `${names().today} ${clock(at)}`;
    const day = civil(at);
    const far = at - now();
    const name = names().days[day.getUTCDay()];
    if (far > 0 && far < 6 * DAY) return `${name} ${clock(at)}`;
    const year = day.getUTCFullYear() === civil(now()).getUTCFullYear() ? "" : ` ${day.getUTCFullYear()}`;
    return `${name} ${day.getUTCDate()} ${names().months[day.getUTCMonth()]}${year} ${clock(at)}`;
}

export function date(text) {
    const [year, month, day] = text.split("-").map(Number);
    return `${day} ${names().months[month - 1]} ${year}`;
}

// "2026-12-25" of a number of days, as a date field has it, and back.
export const dayText = (day) => new Date(day * DAY).toISOString().slice(0, 10);
export const dayNumber = (text) => Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY);
// "2026-12-25T08:00" of a moment, in WIB, and back.
export const localText = (at) => civil(at).toISOString().slice(0, 16);
export const localMoment = (text) => Date.parse(`${text}:00Z`) - WIB;
export const dayName = (day) => names().long[(day + 3) % 7];

// "11 j 55 m"
export function span(ms) {
    const minutes = Math.floor(Math.abs(ms) / 60000);
    const {hour, minute} = names();
    return minutes < 60 ? `${minutes} ${minute}` : `${Math.floor(minutes / 60)} ${hour} ${two(minutes % 60)} ${minute}`;
}

export function ago(at) {
    if (!at) return names().never;
    const ms = now() - at;
    if (ms < 10000) return names().now;
    if (ms < 60000) return `${Math.floor(ms / 1000)} ${names().second} ${names().ago}`;
    return ms < DAY ? `${span(ms)} ${names().ago}` : moment(at);
}

// "182 ms", "3,1 s"
export function took(ms) {
    if (ms < 1000) return `${ms} ms`;
    return `${number((ms / 1000).toFixed(1))} s`;
}

// Decimals as the language writes them.
export const number = (text) => (language() === "id" ? String(text).replace(".", ",") : String(text));
