// Moments as people in Pekalongan read them, whatever the browser's own zone is.

const DAYS = ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
const WIB = 7 * 60 * 60 * 1000;

const two = (number) => String(number).padStart(2, "0");
const civil = (moment) => new Date(moment + WIB);
const sameDay = (a, b) => Math.floor((a + WIB) / 86400000) === Math.floor((b + WIB) / 86400000);

export function clock(moment) {
    const at = civil(moment);
    return `${two(at.getUTCHours())}.${two(at.getUTCMinutes())}`;
}

// "hari ini 16.00", "Sel 16.00" within six days to come, "Sel 24 Nov 16.00"
export function moment(at) {
    if (!at) return "–";
    if (sameDay(at, Date.now())) return `hari ini ${clock(at)}`;
    const day = civil(at);
    const ahead = at - Date.now();
    if (ahead > 0 && ahead < 6 * 86400000) return `${DAYS[day.getUTCDay()]} ${clock(at)}`;
    return `${DAYS[day.getUTCDay()]} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${clock(at)}`;
}

export function date(text) {
    const [year, month, day] = text.split("-").map(Number);
    return `${day} ${MONTHS[month - 1]} ${year}`;
}

// "11 j 55 m"
export function span(ms) {
    const minutes = Math.floor(Math.abs(ms) / 60000);
    return minutes < 60 ? `${minutes} m` : `${Math.floor(minutes / 60)} j ${two(minutes % 60)} m`;
}

export function ago(at) {
    if (!at) return "belum pernah";
    const ms = Date.now() - at;
    if (ms < 60000) return "baru saja";
    return ms < 86400000 ? `${span(ms)} lalu` : moment(at);
}
