// Start what a page needs; without any of this, every page still works.
import { keepAddress } from "./address.js";
import { measureSeconds } from "./seconds.js";
import { listenForKeys } from "./keyboard.js";
import { letNodesBeClicked } from "./click.js";
import { centreFigures } from "./figures.js";
import { openHelpInPlace } from "./help.js";

keepAddress(document);
measureSeconds(document);
openHelpInPlace(document);
centreFigures(document);
letNodesBeClicked(document);
listenForKeys(document);
