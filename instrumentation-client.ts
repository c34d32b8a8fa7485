import { restoreFields } from "@/components/shell/kept-fields";
import { keepAsking } from "@/components/shell/lost-line";
import { watchRelease } from "@/components/shell/release";

window.fetch = watchRelease(keepAsking(window.fetch.bind(window)));
restoreFields();
