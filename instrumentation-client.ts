import { keepAsking } from "@/components/shell/lost-line";

window.fetch = keepAsking(window.fetch.bind(window));
