// What nearly every page takes.

export {field, h, show, table} from "./dom.js";
export {icon, svg} from "./icons.js";
