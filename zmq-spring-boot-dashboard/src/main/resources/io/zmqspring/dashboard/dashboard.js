// Shows the snapshots that the application creates. All values are inserted as text, never as markup. All addresses are
// relative to that of this file, so that the page works behind every prefix.

// All times in milliseconds
const PLOT_WINDOW = 60_000; // time span of a plot
const RATE_WINDOW = 2_000; // time span over which a rate is computed
const RESPONSE_TIMEOUT = 5_000; // time without a response after which the connection counts as lost
const RETRY_INTERVAL = 2_000; // time between requests while the connection is lost
const OUTDATED_AFTER = 5_000; // age at which a picture is marked as old
const REDUCED_MOTION_INTERVAL = 5_000; // time between updates of pictures and plots if users prefer reduced motion

const TONES = { RUNNING: "running", PAUSED: "paused", STOPPED: "stopped", INITIALIZED: "stopped", FAILED: "failed" };
const DIRECTORY = new URL(".", import.meta.url);

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
const byId = (id) => document.getElementById(id);
const roles = new Map();
const panels = new Map();
const numbered = new Map();
const switches = new Map();
let announcedDenials = 0;
let access = { actions: null, links: {}, csrf: null };
let frozen = false;
let lost = false;

// ---- Functions for elements and texts

function setText(element, text) {
	const value = String(text);
	if (element.textContent !== value) {
		element.textContent = value;
	}
}

function setTone(badge, name) {
	if (badge.dataset.tone !== name) {
		badge.dataset.tone = name;
		badge.querySelector("use").setAttribute("href", `#shape-${name}`);
	}
}

function createElement(name, text = "", className = "") {
	const element = document.createElement(name);
	element.textContent = text;
	element.className = className;
	return element;
}

function cloneTemplate(id) {
	const root = byId(id).content.firstElementChild.cloneNode(true);
	const fields = {};
	for (const element of root.querySelectorAll("[data-field]")) {
		fields[element.dataset.field] = element;
	}
	return { root, fields };
}

/** Remove from the map and the page what the application does not have any more. */
function removeOthers(shown, keys) {
	shown.forEach((item, key) => {
		if (!keys.has(key)) {
			item.root.remove();
			shown.delete(key);
		}
	});
}

/** Replace the children only if their texts differ, so that selection and focus are kept. */
function replaceChildren(parent, children) {
	const same = parent.children.length === children.length
		&& children.every((child, index) => child.textContent === parent.children[index].textContent);
	if (!same) {
		parent.replaceChildren(...children);
	}
}

const total = (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);
const count = (number) => number.toLocaleString("en");
const times = (number) => (number === 1) ? "once" : `${count(number)} times`;
const attempts = (number) => (number === 1) ? "1 attempt" : `${count(number)} attempts`;
const rate = (number) => (number < 1000) ? number.toFixed(1) : count(Math.round(number));
const kilobytes = (bytes) => `${count(Math.round(bytes / 1000))} kB`;
const millis = (number) => number.toFixed((number < 10) ? 2 : 1);
const clock = (time) => new Date(time).toLocaleTimeString("en-GB");
const moment = (time, now) => (now - time < 86_400_000) ? clock(time) : new Date(time).toLocaleString("en-GB");
const title = (word) => word.charAt(0).toUpperCase() + word.slice(1);

function age(milliseconds) {
	const seconds = Math.max(0, milliseconds) / 1000;
	return (seconds < 1) ? "just now" : (seconds < 90) ? `${Math.floor(seconds)} s ago` : `${Math.floor(seconds / 60)} min ago`;
}

let announced = Promise.resolve();

/** Announce a text to screen readers, at most one text per second. */
function announce(text) {
	announced = announced.then(() => {
		byId("announcement").textContent = text;
		return new Promise((resolve) => setTimeout(resolve, 1000));
	});
}

// ---- Requests

class ConnectionError extends Error {
}

async function load(name) {
	let response;
	try {
		response = await fetch(new URL(name, DIRECTORY), {
			cache: "no-store",
			redirect: "manual",
			// Spring Security answers such requests with a status instead of a form, and does not return to them after a login
			headers: { "Accept": "application/json", "X-Requested-With": "XMLHttpRequest" },
			signal: AbortSignal.timeout(RESPONSE_TIMEOUT),
		});
	}
	catch {
		throw new ConnectionError("The connection to the server is lost.");
	}
	if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) {
		throw new ConnectionError("You are not signed in any more. Reload the page.");
	}
	if (!response.ok) {
		throw new ConnectionError(`The server responds with the status ${response.status}.`);
	}
	return response.json();
}

/** The address of a path within the application. */
const within = (path) => new URL(latest.root + path, DIRECTORY);

/** Send a request that changes something. Its token may have changed since the page was opened. */
async function send(path, body) {
	const { csrf } = await load("access");
	const response = await fetch(within(path), {
		method: "POST",
		redirect: "manual",
		headers: {
			"Accept": "application/json",
			"Content-Type": "application/json",
			"X-Requested-With": "XMLHttpRequest",
			...(csrf === null ? {} : { [csrf.name]: csrf.token }),
		},
		body: JSON.stringify(body),
	});
	if (response.type === "opaqueredirect") {
		throw new Error("you are not signed in any more");
	}
	if (!response.ok) {
		const problem = await response.json().catch(() => null);
		throw new Error((typeof problem?.error === "string") ? problem.error : `status ${response.status}`);
	}
}

async function showAccess() {
	access = await load("access");
	const links = Object.entries(access.links);
	byId("links").hidden = links.length === 0;
	replaceChildren(byId("link-list"), links.map(([name, path]) => {
		const link = createElement("a", name);
		link.href = within(path);
		return link;
	}));
	roles.forEach((role) => role.showButtons());
}

// ---- Flow: the rate of sent or received messages, and its plot

class Flow {

	constructor(name, owner) {
		this.name = name;
		this.samples = [];
		const { root, fields } = cloneTemplate("flow");
		this.root = root;
		this.fields = fields;
		setText(fields.label, title(name));
		fields.rate.dataset.rate = name;
		fields.total.dataset.total = name;
		const plot = root.querySelector(".plot");
		plot.dataset.flow = name;
		this.svg = plot.querySelector("svg");
		this.svg.setAttribute("aria-label", `Messages ${name} per second by ${owner}, over the last minute`);
		this.rate = 0;
	}

	record(time, messages, gap) {
		const last = this.samples.at(-1);
		// A role was created again, or the clock of the server was set back
		if (messages < last?.messages || time <= last?.time) {
			this.samples = [];
		}
		const since = this.samples.findLast((sample) => time - sample.time >= RATE_WINDOW) ?? this.samples[0];
		this.rate = since ? (messages - since.messages) * 1000 / (time - since.time) : 0;
		this.samples.push({ time, messages, rate: this.rate, gap, known: Boolean(since) });
		while (time - this.samples[0].time > PLOT_WINDOW + RATE_WINDOW) {
			this.samples.shift();
		}
	}

	show(moves) {
		setText(this.fields.rate, rate(this.rate));
		setText(this.fields.total, count(this.samples.at(-1).messages));
		if (moves) {
			this.draw();
		}
	}

	draw() {
		const end = this.samples.at(-1).time;
		const shown = this.samples.filter((sample) => sample.known && end - sample.time <= PLOT_WINDOW);
		const maximum = maximumOfScale(Math.max(...shown.map((sample) => sample.rate), 0));
		const x = (sample) => (600 * (1 - (end - sample.time) / PLOT_WINDOW)).toFixed(1);
		const y = (sample) => (100 - 100 * sample.rate / maximum).toFixed(1);
		let line = "";
		let area = "";
		shown.forEach((sample, index) => {
			const point = `${x(sample)} ${y(sample)}`;
			const begins = index === 0 || sample.gap;
			const ends = index === shown.length - 1 || shown[index + 1].gap;
			line += begins ? `M${point}` : `L${point}`;
			area += begins ? `M${x(sample)} 100L${point}` : `L${point}`;
			area += ends ? `L${x(sample)} 100Z` : "";
		});
		this.svg.querySelector(".line").setAttribute("d", line);
		this.svg.querySelector(".area").setAttribute("d", area);
		setText(this.fields.scale, count(maximum));
	}

}

/** Return a round number that is at least 10 % greater than the value. */
function maximumOfScale(value) {
	const wanted = Math.max(1.1 * value, 1);
	const power = 10 ** Math.floor(Math.log10(wanted));
	return power * [1, 1.5, 2, 3, 4, 6, 8, 10].find((step) => step * power >= wanted);
}

// ---- Role: a card with flows, facts and buttons

class Role {

	constructor(data) {
		this.title = `${data.role} ${data.name}`;
		this.path = `${encodeURIComponent(data.role)}/${encodeURIComponent(data.name)}`;
		const { root, fields } = cloneTemplate("role-card");
		this.root = root;
		this.fields = fields;
		root.id = `role-${data.role}-${data.name}`;
		root.dataset.flows = data.flows.length;
		setText(fields.role, data.role);
		setText(fields.name, data.name);
		this.flows = data.flows.map((name) => new Flow(name, this.title));
		fields.flows.append(...this.flows.map((flow) => flow.root));
		fields.toggle.addEventListener("click", () => this.act(fields.toggle));
		fields.pause.addEventListener("click", () => this.act(fields.pause));
	}

	record(data, time, gap) {
		this.data = data;
		// Messages without a subscriber are not lost, because no receiver expects them
		this.noSubscriber = data.dropped["no-subscriber"] ?? 0;
		delete data.dropped["no-subscriber"];
		this.flows.forEach((flow) => flow.record(time, data[flow.name], gap));
	}

	get lost() {
		return total(this.data.dropped) + total(this.data.failed) + total(this.data.rejected) + this.data.missing;
	}

	show(moves) {
		const { fields, data } = this;
		if (this.state !== undefined && this.state !== data.state) {
			announce(`${title(this.title)} is ${data.state ?? "UNKNOWN"}`);
		}
		this.state = data.state;
		setText(fields.state, data.state ?? "UNKNOWN");
		setTone(fields.badge, TONES[data.state] ?? "moving");
		this.flows.forEach((flow) => flow.show(moves));
		replaceChildren(fields.addresses, data.addresses.map((address) => createElement("li", address)));
		setText(fields.connections, data.connections ?? "in this process");
		setText(fields.lost, count(this.lost));
		setText(fields.noSubscriber, count(this.noSubscriber));
		fields.noSubscriber.parentElement.hidden = this.noSubscriber === 0;
		fields.lost.className = this.lost ? "nonzero" : "";
		fields.queued.parentElement.hidden = !data.queued;
		setText(fields.queued, count(data.queued ?? 0));
		fields.kept.parentElement.hidden = data.kept === null;
		setText(fields.kept, `${count(data.kept ?? 0)}, ${kilobytes(data.keptBytes)}`);
		replaceChildren(fields.faults, data.faults.map((fault) => createElement("li", title(fault))));
		fields.faults.hidden = data.faults.length === 0;
		replaceChildren(fields.warnings, data.warnings.map((warning) => createElement("li", title(warning))));
		fields.warnings.hidden = data.warnings.length === 0;
		this.showDetails();
		this.showButtons();
	}

	showDetails() {
		const { fields, data } = this;
		const peers = data.peers.map((peer) => createElement("li", describe(peer, latest.time)));
		if (data.otherPeers > 0) {
			peers.push(createElement("li", `and ${count(data.otherPeers)} more`));
		}
		replaceChildren(fields.peers, peers);
		setText(fields.error, data.lastError ? `Last error: ${data.lastError}` : "");
		fields.error.hidden = !data.lastError;
		const contents = [data.peers.length && "peers", data.lastError && "last error"].filter(Boolean);
		setText(fields.summary, title(contents.join(" and ")));
		fields.details.hidden = contents.length === 0;
	}

	showButtons() {
		const { fields, data } = this;
		const open = data.state === "RUNNING" || data.state === "PAUSED";
		const busy = lost || this.acting || data.state === "STARTING" || data.state === "STOPPING";
		fields.actions.hidden = access.actions === null;
		this.setButton(fields.toggle, open ? "stop" : "start", busy);
		this.setButton(fields.pause, (data.state === "PAUSED") ? "resume" : "pause", busy || !open);
		fields.pause.hidden = !data.pausable;
	}

	/** Set the action of a button. A busy button gets aria-disabled instead of disabled, so that it keeps the focus. */
	setButton(button, action, busy) {
		if (button.dataset.action !== action) {
			button.dataset.action = action;
			button.replaceChildren(createElement("span", title(action)), createElement("span", ` ${this.title}`, "visually-hidden"));
		}
		button.setAttribute("aria-disabled", String(Boolean(busy)));
	}

	async act(button) {
		if (button.getAttribute("aria-disabled") === "true") {
			return;
		}
		const action = button.dataset.action;
		this.acting = true;
		this.showButtons();
		setText(this.fields.actionError, "");
		try {
			await send(`${access.actions}/${this.path}`, { action });
			poll();
		}
		catch (error) {
			setText(this.fields.actionError, `The action “${action}” has failed: ${error.message}`);
		}
		finally {
			this.acting = false;
			this.showButtons();
		}
	}

}

function describe(peer, now) {
	const since = (peer.since === null) ? "" : ` since ${moment(peer.since, now)}`;
	const state = (peer.connected ? "connected" : "not connected") + since;
	const disconnects = peer.disconnects ? `, disconnected ${times(peer.disconnects)}` : "";
	const reconnects = peer.attempts ? `, ${attempts(peer.attempts)} to reconnect` : "";
	return `${peer.user === null ? "" : `${peer.user}, `}${peer.address}: ${state}${disconnects}${reconnects}`;
}

// ---- What a subscriber knows by the numbers of its messages

class Numbered {

	constructor(data) {
		const { root, fields } = cloneTemplate("numbered-card");
		this.root = root;
		this.fields = fields;
		root.id = `numbered-${data.name}`;
		setText(fields.name, data.name);
	}

	show(data) {
		const { fields } = this;
		const asks = data.replay.length > 0;
		setText(fields.badge, asks ? "With replay" : "Without replay");
		fields.badge.dataset.tone = asks ? "running" : "stopped";
		setText(fields.recovered, asks ? count(data.recovered) : "–");
		setText(fields.lost, count(data.lost));
		fields.lost.className = data.lost ? "nonzero" : "";
		setText(fields.held, asks ? kilobytes(data.held) : "–");
		setText(fields.duplicates, count(data.duplicates));
		setText(fields.meanAge, data.ages ? `${millis(data.ages.mean)} ms` : "–");
		setText(fields.maxAge, data.ages ? `${millis(data.ages.max)} ms` : "–");
		setText(fields.replay, asks ? data.replay.join(", ") : "–");
	}

}

// ---- Switch: a button of the application

class Switch {

	constructor(data) {
		const { root, fields } = cloneTemplate("switch");
		this.root = root;
		this.fields = fields;
		this.path = data.path;
		root.id = `switch-${data.path.replaceAll("/", "-")}`;
		fields.text.id = `${root.id}-text`;
		fields.button.setAttribute("aria-describedby", fields.text.id);
		setText(fields.button, data.title);
		fields.button.addEventListener("click", () => this.turn());
	}

	show(data) {
		if (this.on !== undefined && this.on !== data.on) {
			announce(data.text || `${data.title}: ${data.on ? "on" : "off"}`);
		}
		this.on = data.on;
		setText(this.fields.text, data.text);
		this.fields.button.setAttribute("aria-pressed", String(data.on));
	}

	showButton() {
		this.fields.button.setAttribute("aria-disabled", String(Boolean(lost || this.turning)));
	}

	async turn() {
		if (lost || this.turning) {
			return;
		}
		this.turning = true;
		this.showButton();
		setText(this.fields.error, "");
		try {
			await send(this.path, { on: !this.on });
			poll();
		}
		catch (error) {
			setText(this.fields.error, `This has failed: ${error.message}`);
		}
		finally {
			this.turning = false;
			this.showButton();
		}
	}

}

// ---- Panel: a picture or a bar chart, and its age

class Panel {

	constructor(data) {
		const { root, fields } = cloneTemplate("panel");
		this.root = root;
		this.fields = fields;
		setText(fields.title, data.title);
		setText(fields.age, "no data yet");
		this.view = (data.kind === "BARS") ? new Bars(data.title) : new Picture(data.title);
		fields.frame.append(this.view.root);
	}

	show(data, time, moves) {
		if (data.changed === null) {
			return;
		}
		const elapsed = time - data.changed;
		setText(this.fields.age, age(elapsed));
		this.fields.age.classList.toggle("old", elapsed > OUTDATED_AFTER);
		if (moves && data.changed !== this.shown && !this.loading) {
			this.shown = data.changed;
			this.loading = true;
			this.view.load(within(`${data.path}?at=${data.changed}`))
				.catch(() => setText(this.fields.age, "could not be loaded"))
				.finally(() => this.loading = false);
		}
	}

}

class Picture {

	constructor(name) {
		this.root = createElement("img");
		this.root.alt = `Latest picture: ${name}`;
		this.root.hidden = true;
	}

	async load(address) {
		const next = new Image();
		next.src = address;
		await next.decode();
		this.root.src = next.src;
		this.root.toggleAttribute("data-small", next.naturalWidth < 300);
		this.root.width = next.naturalWidth;
		this.root.height = next.naturalHeight;
		this.root.hidden = false;
	}

}

class Bars {

	constructor(name) {
		this.name = name;
		this.root = document.createElementNS("http://www.w3.org/2000/svg", "svg");
		this.root.setAttribute("class", "bars");
		this.root.setAttribute("viewBox", "0 0 80 100");
		this.root.setAttribute("preserveAspectRatio", "none");
		this.root.setAttribute("role", "img");
		this.root.setAttribute("aria-label", name);
	}

	async load(address) {
		const response = await fetch(address);
		if (!response.ok) {
			throw new Error(response.statusText);
		}
		const values = await response.json();
		const most = Math.max(...values, Number.MIN_VALUE);
		const width = 80 / values.length;
		this.root.replaceChildren(...values.map((value, index) => {
			const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
			const height = Math.max(1, 100 * value / most);
			bar.setAttribute("x", index * width + width * 0.06);
			bar.setAttribute("y", 100 - height);
			bar.setAttribute("width", width * 0.88);
			bar.setAttribute("height", height);
			return bar;
		}));
		this.root.setAttribute("aria-label", `${this.name}, from left to right: ${values.map(count).join(", ")}`);
	}

}

// ---- Tables

/** Set the cells of a table. Existing rows are reused, so that the table does not flicker. */
function setRows(body, lines) {
	while (body.rows.length > lines.length) {
		body.deleteRow(-1);
	}
	lines.forEach(([name, note, ...numbers], index) => {
		let row = body.rows[index];
		if (!row) {
			row = body.insertRow();
			const head = createElement("th");
			head.scope = "row";
			head.append(createElement("span"), createElement("small"));
			row.append(head, ...numbers.map(() => createElement("td", "", "number")));
		}
		setText(row.cells[0].firstChild, name);
		setText(row.cells[0].lastChild, note);
		numbers.forEach((number, cell) => setText(row.cells[cell + 1], number));
	});
}

function showLosses() {
	const rolesWithLosses = [...roles.values()].filter((role) => role.lost > 0);
	byId("no-losses").hidden = rolesWithLosses.length > 0;
	byId("loss-table").hidden = rolesWithLosses.length === 0;
	setRows(byId("loss-rows"), rolesWithLosses.map(({ title: name, data }) => [title(name), reasons(data),
		count(total(data.dropped)), count(total(data.failed)), count(total(data.rejected)), count(data.missing)]));
}

function reasons(data) {
	return Object.entries({ ...data.dropped, ...data.failed, ...data.rejected })
		.filter(([, number]) => number > 0)
		.sort(([left], [right]) => left.localeCompare(right))
		.map(([reason, number]) => `${reason} ${count(number)}`)
		.join(", ");
}

function showSecurity(denied, time) {
	byId("security").hidden = denied === null;
	if (denied === null) {
		return;
	}
	const authenticated = [...roles.values()].flatMap(({ title: role, data }) => data.peers
		.filter((peer) => peer.connected && peer.user !== null)
		.map((peer) => [peer.user, `${title(role)}, ${peer.address}`, age(time - peer.since)]));
	byId("no-authenticated").hidden = authenticated.length > 0;
	byId("authenticated-table").hidden = authenticated.length === 0;
	setRows(byId("authenticated-rows"), authenticated);
	byId("no-denied").hidden = denied.length > 0;
	byId("denied-table").hidden = denied.length === 0;
	setRows(byId("denied-rows"), denied.map(({ peer, role, reason, times: number, last }) => [peer, `${title(role)}: ${reason}`,
		count(number), age(time - last)]));
	if (denied.length > announcedDenials) {
		announce(`${title(denied[0].role)} has denied ${denied[0].peer}: ${denied[0].reason}`);
	}
	announcedDenials = denied.length;
}

function showHandlers(handlers) {
	byId("handlers").hidden = handlers.length === 0;
	setRows(byId("handler-rows"), handlers.map(({ id, calls, times: { mean, max } }) => [id, "",
		count(calls), millis(mean), millis(max)]));
}

// ---- Snapshots

// With the flows, because these are created only once
const keyOf = (data) => `${data.role}.${data.name}.${data.flows}`;

let latest;
let lastMove = 0;
let gapBeforeNext = true;

function receive(snapshot) {
	// Another browser may have caused the same snapshot
	if (snapshot.time === latest?.time) {
		return;
	}
	latest = snapshot;
	for (const data of snapshot.roles) {
		const key = keyOf(data);
		if (!roles.has(key)) {
			const role = new Role(data);
			roles.set(key, role);
			byId("role-list").append(role.root);
		}
		roles.get(key).record(data, snapshot.time, gapBeforeNext);
	}
	removeOthers(roles, new Set(snapshot.roles.map(keyOf)));
	gapBeforeNext = false;
	if (!frozen) {
		show();
	}
}

function show() {
	const moves = !reducedMotion.matches || latest.time - lastMove >= REDUCED_MOTION_INTERVAL;
	if (moves) {
		lastMove = latest.time;
	}
	setText(byId("application"), latest.application);
	document.title = `${latest.application}: ZeroMQ`;
	byId("no-roles").hidden = latest.roles.length > 0;
	roles.forEach((role) => role.show(moves));
	showSummary();
	showNumbered();
	showSwitches();
	showSecurity(latest.denied, latest.time);
	showLosses();
	showHandlers(latest.handlers);
	showPanels(moves);
	byId("page").hidden = false;
}

function showSummary() {
	const all = [...roles.values()];
	const sum = (name) => all.flatMap((role) => role.flows)
		.filter((flow) => flow.name === name)
		.reduce((rates, flow) => rates + flow.rate, 0);
	setText(byId("sum-running"), all.filter((role) => role.data.state === "RUNNING").length);
	setText(byId("sum-roles"), all.length);
	setText(byId("sum-sent"), rate(sum("sent")));
	setText(byId("sum-received"), rate(sum("received")));
	setText(byId("sum-lost"), count(all.reduce((lostMessages, role) => lostMessages + role.lost, 0)));
}

function showNumbered() {
	byId("numbered").hidden = latest.numbered.length === 0;
	removeOthers(numbered, new Set(latest.numbered.map((data) => data.name)));
	for (const data of latest.numbered) {
		if (!numbered.has(data.name)) {
			const card = new Numbered(data);
			numbered.set(data.name, card);
			byId("numbered-list").append(card.root);
		}
		numbered.get(data.name).show(data);
	}
}

function showSwitches() {
	const exhibits = latest.exhibits.filter((exhibit) => exhibit.kind === "SWITCH");
	byId("switches").hidden = exhibits.length === 0;
	for (const data of exhibits) {
		if (!switches.has(data.path)) {
			const added = new Switch(data);
			switches.set(data.path, added);
			byId("switches").append(added.root);
			added.showButton();
		}
		switches.get(data.path).show(data);
	}
}

function showPanels(moves) {
	const exhibits = latest.exhibits.filter((exhibit) => exhibit.kind !== "SWITCH");
	byId("panels").hidden = exhibits.length === 0;
	document.querySelector(".columns").classList.toggle("with-panels", exhibits.length > 0);
	for (const data of exhibits) {
		if (!panels.has(data.path)) {
			const panel = new Panel(data);
			panels.set(data.path, panel);
			byId("panel-list").append(panel.root);
		}
		panels.get(data.path).show(data, latest.time, moves);
	}
}

byId("freeze").addEventListener("click", (event) => {
	frozen = !frozen;
	event.currentTarget.setAttribute("aria-pressed", String(frozen));
	byId("frozen").hidden = !frozen;
	if (!frozen && latest) {
		show();
	}
});

// ---- The connection

let timer;
let polling = false;

/** Ask for the current state, and again after the interval. Hidden pages do not ask. */
async function poll() {
	if (polling) {
		return;
	}
	clearTimeout(timer);
	if (document.hidden) {
		gapBeforeNext = true;
		return;
	}
	polling = true;
	try {
		receive(await load("state"));
		if (lost || !statusShown) {
			await showAccess();
		}
		setLost(null);
	}
	catch (error) {
		setLost(error.message);
		if (!(error instanceof ConnectionError)) {
			console.error(error);
		}
	}
	finally {
		polling = false;
		timer = setTimeout(poll, lost ? RETRY_INTERVAL : latest.interval);
	}
}

document.addEventListener("visibilitychange", poll);

let statusShown = false;

/** Show whether the connection is lost: for a reason, or not if that is null. */
function setLost(reason) {
	const value = reason !== null;
	setText(byId("lost-reason"), reason ?? "");
	if (lost !== value || !statusShown) {
		announce(value ? reason : "Connected to the server");
		setText(byId("link-text"), value ? "Connection lost" : "Live");
		setTone(byId("link"), value ? "failed" : "running");
	}
	statusShown = true;
	if (lost === value) {
		return;
	}
	lost = value;
	gapBeforeNext = true;
	setText(byId("lost-since"), latest ? clock(latest.time) : "the start");
	byId("lost").hidden = !value;
	document.body.classList.toggle("lost", value);
	roles.forEach((role) => role.showButtons());
	switches.forEach((shown) => shown.showButton());
}

poll();
