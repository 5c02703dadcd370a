// The pages' one script. Everything on the pages works without it; it makes them quicker to use.
// Written for a strict content security policy: no eval, no inline handlers, no inline styles.
import * as DKFDS from "dkfds";
import htmx from "htmx.org";

import { watchBoards } from "./boards.js";
import { watchForms } from "./forms.js";
import { watchPasskeys } from "./passkeys.js";
import { watchRequests } from "./requests.js";
import { watchSpeech } from "./speech.js";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0, // pages with personal data are not kept in the browser's storage
  scrollIntoViewOnBoost: false,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "409", swap: true }, // somebody else saved first: the page shows both texts
    { code: "422", swap: true }, // the form again, with what is wrong beside each field
    { code: "...", swap: false, error: true },
  ],
});

// Called once for the whole page and once for each piece that is put into it later.
htmx.onLoad((part) => DKFDS.init({ scope: part }));
watchBoards(document);
watchForms(document);
watchPasskeys(document);
watchRequests(document);
watchSpeech(document);
