// The composer is a plain form that works by itself; these modules make it comfortable.
import { setUpAutosave } from "./autosave.js";
import { setUpCount } from "./count.js";
import { setUpPreview } from "./preview.js";
import { setUpTools } from "./tools.js";
import { setUpUploads } from "./uploads.js";

const form = document.getElementById("write");
setUpTools(form);
setUpCount(form);
setUpPreview(form);
setUpUploads(form);
setUpAutosave(form); // last: it lets go of the text only when nobody else has stopped the form
