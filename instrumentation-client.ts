import { restoreFields } from "@/components/shell/kept-fields";
import { retryPageData } from "@/components/shell/connection";
import { watchRelease } from "@/components/shell/release";

window.fetch = watchRelease(retryPageData(window.fetch.bind(window)));
restoreFields();
