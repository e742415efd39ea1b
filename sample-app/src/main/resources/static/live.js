// Shows the snapshots of live/stream. All text goes in as text, never as markup.

const WINDOW = 60_000; // milliseconds a plot goes back
const SMOOTHING = 2_000; // milliseconds a rate is taken over
const PATIENCE = 5_000; // milliseconds without a snapshot until the connection counts as lost
const RETRY = 2_000; // milliseconds between tries where the browser does not try by itself
const OLD = 5_000; // milliseconds after which a picture is called old
const SLOW = 5_000; // milliseconds between moves of pictures and plots for those who want few

const TONES = { RUNNING: "running", PAUSED: "paused", STOPPED: "stopped", INITIALIZED: "stopped", FAILED: "failed" };
const FLOWS = {
	publisher: ["sent"],
	subscriber: ["received"],
	controller: ["sent", "received"],
	worker: ["received", "sent"],
};

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
const byId = (id) => document.getElementById(id);
const roles = new Map();
const exhibits = new Map();
let frozen = false;
let lost = false;

// ---- Small things

function put(element, text) {
	const value = String(text);
	if (element.textContent !== value) {
		element.textContent = value;
	}
}

function tone(badge, name) {
	if (badge.dataset.tone !== name) {
		badge.dataset.tone = name;
		badge.querySelector("use").setAttribute("href", `#shape-${name}`);
	}
}

function make(name, text = "", className = "") {
	const element = document.createElement(name);
	element.textContent = text;
	element.className = className;
	return element;
}

function clone(id) {
	const root = byId(id).content.firstElementChild.cloneNode(true);
	const fields = {};
	for (const element of root.querySelectorAll("[data-field]")) {
		fields[element.dataset.field] = element;
	}
	return { root, fields };
}

/** Replace the children, but only if they would say something else: selections and focus stay. */
function fill(parent, children) {
	const same = parent.children.length === children.length
		&& children.every((child, index) => child.textContent === parent.children[index].textContent);
	if (!same) {
		parent.replaceChildren(...children);
	}
}

const total = (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);
const count = (number) => number.toLocaleString("en");
const times = (number) => (number === 1) ? "once" : `${count(number)} times`;
const rate = (number) => (number < 1000) ? number.toFixed(1) : count(Math.round(number));
const millis = (number) => number.toFixed((number < 10) ? 2 : 1);
const clock = (time) => new Date(time).toLocaleTimeString("en-GB");
const title = (word) => word.charAt(0).toUpperCase() + word.slice(1);

function age(milliseconds) {
	const seconds = Math.max(0, milliseconds) / 1000;
	return (seconds < 1) ? "just now" : (seconds < 90) ? `${Math.floor(seconds)} s ago` : `${Math.floor(seconds / 60)} min ago`;
}

let announced = Promise.resolve();

/** Tell those who cannot see the page; one thing after the other. */
function announce(text) {
	announced = announced.then(() => {
		byId("news").textContent = text;
		return new Promise((resolve) => setTimeout(resolve, 1000));
	});
}

// ---- A flow of messages: a rate and its plot

class Flow {

	constructor(name, owner) {
		this.name = name;
		this.samples = [];
		const { root, fields } = clone("flow");
		this.root = root;
		this.fields = fields;
		put(fields.label, title(name));
		fields.rate.dataset.rate = name;
		fields.total.dataset.total = name;
		const plot = root.querySelector(".plot");
		plot.dataset.flow = name;
		this.svg = plot.querySelector("svg");
		this.svg.setAttribute("aria-label", `Messages ${owner} ${name} a second, over the last minute`);
		this.rate = 0;
	}

	record(time, messages, gap) {
		if (messages < this.samples.at(-1)?.messages) {
			this.samples = [];
		}
		const since = this.samples.findLast((sample) => time - sample.time >= SMOOTHING) ?? this.samples[0];
		this.rate = since ? (messages - since.messages) * 1000 / (time - since.time) : 0;
		this.samples.push({ time, messages, rate: this.rate, gap, known: Boolean(since) });
		while (time - this.samples[0].time > WINDOW + SMOOTHING) {
			this.samples.shift();
		}
	}

	show(moves) {
		put(this.fields.rate, rate(this.rate));
		put(this.fields.total, count(this.samples.at(-1).messages));
		if (moves) {
			this.draw();
		}
	}

	draw() {
		const end = this.samples.at(-1).time;
		const seen = this.samples.filter((sample) => sample.known && end - sample.time <= WINDOW);
		const top = scale(Math.max(...seen.map((sample) => sample.rate), 0));
		const x = (sample) => (600 * (1 - (end - sample.time) / WINDOW)).toFixed(1);
		const y = (sample) => (100 - 100 * sample.rate / top).toFixed(1);
		let line = "";
		let area = "";
		seen.forEach((sample, index) => {
			const point = `${x(sample)} ${y(sample)}`;
			const begins = index === 0 || sample.gap;
			const ends = index === seen.length - 1 || seen[index + 1].gap;
			line += begins ? `M${point}` : `L${point}`;
			area += begins ? `M${x(sample)} 100L${point}` : `L${point}`;
			area += ends ? `L${x(sample)} 100Z` : "";
		});
		this.svg.querySelector(".line").setAttribute("d", line);
		this.svg.querySelector(".area").setAttribute("d", area);
		put(this.fields.scale, count(top));
	}

}

/** A round number with some room above the value. */
function scale(value) {
	const wanted = Math.max(1.1 * value, 1);
	const power = 10 ** Math.floor(Math.log10(wanted));
	return power * [1, 1.5, 2, 3, 4, 6, 8, 10].find((step) => step * power >= wanted);
}

// ---- A role

class Role {

	constructor(data) {
		this.title = `${data.role} ${data.name}`;
		this.path = `actuator/zmq/${encodeURIComponent(data.role)}/${encodeURIComponent(data.name)}`;
		const { root, fields } = clone("role-card");
		this.root = root;
		this.fields = fields;
		root.id = `role-${data.role}-${data.name}`;
		root.dataset.flows = FLOWS[data.role].length;
		put(fields.role, data.role);
		put(fields.name, data.name);
		this.flows = FLOWS[data.role].map((name) => new Flow(name, this.title));
		fields.flows.append(...this.flows.map((flow) => flow.root));
		fields.toggle.addEventListener("click", () => this.act(fields.toggle));
		fields.pause.addEventListener("click", () => this.act(fields.pause));
	}

	record(data, time, gap) {
		this.data = data;
		// What nobody listens to has no receiver to miss it
		this.unheard = data.dropped["no-subscriber"] ?? 0;
		delete data.dropped["no-subscriber"];
		this.flows.forEach((flow) => flow.record(time, data[flow.name], gap));
	}

	get lost() {
		return total(this.data.dropped) + total(this.data.failed) + total(this.data.rejected);
	}

	show(moves) {
		const { fields, data } = this;
		if (this.state !== undefined && this.state !== data.state) {
			announce(`${title(this.title)} is ${data.state}`);
		}
		this.state = data.state;
		put(fields.state, data.state);
		tone(fields.badge, TONES[data.state] ?? "moving");
		this.flows.forEach((flow) => flow.show(moves));
		fill(fields.addresses, data.addresses.map((address) => make("li", address)));
		put(fields.connections, data.connections ?? "within this process");
		put(fields.lost, count(this.lost));
		put(fields.unheard, count(this.unheard));
		fields.unheard.parentElement.hidden = this.unheard === 0;
		fields.lost.className = this.lost ? "some" : "";
		fill(fields.faults, data.faults.map((fault) => make("li", title(fault))));
		fields.faults.hidden = data.faults.length === 0;
		this.showDetails();
		this.showButtons();
	}

	showDetails() {
		const { fields, data } = this;
		fill(fields.peers, data.peers.map((peer) => make("li", describe(peer))));
		put(fields.error, data.lastError ? `Last error: ${data.lastError}` : "");
		fields.error.hidden = !data.lastError;
		const inside = [data.peers.length && "peers", data.lastError && "last error"].filter(Boolean);
		put(fields.inside, title(inside.join(" and ")));
		fields.details.hidden = inside.length === 0;
	}

	showButtons() {
		const { fields, data } = this;
		const open = data.state === "RUNNING" || data.state === "PAUSED";
		const busy = lost || this.acting || data.state === "STARTING" || data.state === "STOPPING";
		this.offer(fields.toggle, open ? "stop" : "start", busy);
		this.offer(fields.pause, (data.state === "PAUSED") ? "resume" : "pause", busy || !open);
		fields.pause.hidden = !data.pausable;
	}

	/** A button keeps the focus while it cannot be used: it is never disabled, it only says so. */
	offer(button, action, busy) {
		if (button.dataset.action !== action) {
			button.dataset.action = action;
			button.replaceChildren(make("span", title(action)), make("span", ` ${this.title}`, "unseen"));
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
		put(this.fields.answer, "");
		try {
			const response = await fetch(this.path, {
				method: "POST",
				headers: { "Content-Type": "application/json" },
				body: JSON.stringify({ action }),
			});
			if (!response.ok) {
				put(this.fields.answer, `The server refused to ${action} it: ${response.status} ${response.statusText}`);
			}
		}
		catch (error) {
			put(this.fields.answer, `The server did not hear of it: ${error.message}`);
		}
		finally {
			this.acting = false;
			this.showButtons();
		}
	}

}

function describe(peer) {
	const state = peer.connected ? "connected" : "not connected";
	const breaks = peer.disconnects ? `, lost ${times(peer.disconnects)}` : "";
	const tries = peer.attempts ? `, tried again ${times(peer.attempts)}` : "";
	return `${peer.address}: ${state}${breaks}${tries}`;
}

// ---- Pictures

class Exhibit {

	constructor(data) {
		const { root, fields } = clone("exhibit");
		this.root = root;
		this.fields = fields;
		put(fields.title, data.title);
		put(fields.age, "none yet");
		this.view = (data.kind === "HISTOGRAM") ? new Histogram() : new Picture(data.title);
		fields.frame.append(this.view.root);
	}

	show(data, time, moves) {
		if (data.changed === null) {
			return;
		}
		const passed = time - data.changed;
		put(this.fields.age, age(passed));
		this.fields.age.classList.toggle("old", passed > OLD);
		if (moves && data.changed !== this.shown && !this.loading) {
			this.shown = data.changed;
			this.loading = true;
			this.view.load(`${data.path}?at=${data.changed}`)
				.catch(() => put(this.fields.age, "could not be loaded"))
				.finally(() => this.loading = false);
		}
	}

}

class Picture {

	constructor(name) {
		this.root = make("img");
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

class Histogram {

	constructor() {
		this.root = document.createElementNS("http://www.w3.org/2000/svg", "svg");
		this.root.setAttribute("class", "bars");
		this.root.setAttribute("viewBox", "0 0 80 100");
		this.root.setAttribute("preserveAspectRatio", "none");
		this.root.setAttribute("role", "img");
		this.root.setAttribute("aria-label", "Pixels by brightness");
	}

	async load(address) {
		const response = await fetch(address);
		if (!response.ok) {
			throw new Error(response.statusText);
		}
		const { pixels } = await response.json();
		const most = Math.max(...pixels, 1);
		const width = 80 / pixels.length;
		this.root.replaceChildren(...pixels.map((value, index) => {
			const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
			const height = Math.max(1, 100 * value / most);
			bar.setAttribute("x", index * width + width * 0.06);
			bar.setAttribute("y", 100 - height);
			bar.setAttribute("width", width * 0.88);
			bar.setAttribute("height", height);
			return bar;
		}));
		const sum = Math.max(pixels.reduce((left, right) => left + right, 0), 1);
		const shares = pixels.map((value) => `${Math.round(100 * value / sum)} %`).join(", ");
		this.root.setAttribute("aria-label", `Pixels by brightness, darkest first: ${shares}`);
	}

}

// ---- Tables

/** Rows are kept and only their cells written, so that nothing jumps while it is read. */
function rows(body, lines) {
	while (body.rows.length > lines.length) {
		body.deleteRow(-1);
	}
	lines.forEach(([name, note, ...numbers], index) => {
		let row = body.rows[index];
		if (!row) {
			row = body.insertRow();
			const head = make("th");
			head.scope = "row";
			head.append(make("span"), make("small"));
			row.append(head, ...numbers.map(() => make("td", "", "number")));
		}
		put(row.cells[0].firstChild, name);
		put(row.cells[0].lastChild, note);
		numbers.forEach((number, cell) => put(row.cells[cell + 1], number));
	});
}

function showLosses() {
	const losers = [...roles.values()].filter((role) => role.lost > 0);
	byId("no-losses").hidden = losers.length > 0;
	byId("loss-table").hidden = losers.length === 0;
	rows(byId("loss-rows"), losers.map(({ title: name, data }) => [title(name), reasons(data),
		count(total(data.dropped)), count(total(data.failed)), count(total(data.rejected))]));
}

function reasons(data) {
	return Object.entries({ ...data.dropped, ...data.failed, ...data.rejected })
		.sort(([left], [right]) => left.localeCompare(right))
		.map(([reason, number]) => `${reason} ${count(number)}`)
		.join(", ");
}

function showHandlers(handlers) {
	byId("handlers").hidden = handlers.length === 0;
	rows(byId("handler-rows"), handlers.map((handler) => [handler.id, "",
		count(handler.calls), millis(handler.mean), millis(handler.max)]));
}

// ---- A snapshot

let latest;
let moved = 0;
let sawGap = true;

function take(snapshot) {
	latest = snapshot;
	for (const data of snapshot.roles) {
		const key = `${data.role}.${data.name}`;
		if (!roles.has(key)) {
			const role = new Role(data);
			roles.set(key, role);
			byId("role-list").append(role.root);
		}
		roles.get(key).record(data, snapshot.time, sawGap);
	}
	sawGap = false;
	if (!frozen) {
		show();
	}
}

function show() {
	const moves = !reducedMotion.matches || latest.time - moved >= SLOW;
	if (moves) {
		moved = latest.time;
	}
	put(byId("application"), latest.application);
	document.title = `${latest.application}, live`;
	byId("no-roles").hidden = latest.roles.length > 0;
	roles.forEach((role) => role.show(moves));
	showSummary();
	showLosses();
	showHandlers(latest.handlers);
	showExhibits(moves);
	byId("page").hidden = false;
}

function showSummary() {
	const all = [...roles.values()];
	const sum = (name) => all.flatMap((role) => role.flows)
		.filter((flow) => flow.name === name)
		.reduce((rates, flow) => rates + flow.rate, 0);
	put(byId("sum-running"), all.filter((role) => role.data.state === "RUNNING").length);
	put(byId("sum-roles"), all.length);
	put(byId("sum-sent"), rate(sum("sent")));
	put(byId("sum-received"), rate(sum("received")));
	put(byId("sum-lost"), count(all.reduce((lostMessages, role) => lostMessages + role.lost, 0)));
}

function showExhibits(moves) {
	byId("exhibits").hidden = latest.exhibits.length === 0;
	document.querySelector(".columns").classList.toggle("with-exhibits", latest.exhibits.length > 0);
	for (const data of latest.exhibits) {
		if (!exhibits.has(data.path)) {
			const exhibit = new Exhibit(data);
			exhibits.set(data.path, exhibit);
			byId("exhibit-list").append(exhibit.root);
		}
		exhibits.get(data.path).show(data, latest.time, moves);
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

let source;
let watchdog;

function connect() {
	source?.close();
	source = new EventSource("live/stream");
	source.onmessage = (event) => {
		setLost(false);
		watch();
		take(JSON.parse(event.data));
	};
	source.onerror = () => {
		setLost(true);
		// Where the server answered, but not with a stream, the browser gives up
		if (source.readyState === EventSource.CLOSED) {
			clearTimeout(watchdog);
			watchdog = setTimeout(connect, RETRY);
		}
	};
	watch();
}

function watch() {
	clearTimeout(watchdog);
	watchdog = setTimeout(() => {
		setLost(true);
		connect();
	}, PATIENCE);
}

let linked = false;

function setLost(value) {
	if (lost !== value || !linked) {
		announce(value ? "The connection to the server is lost" : "Connected to the server");
		put(byId("link-text"), value ? "Connection lost" : "Live");
		tone(byId("link"), value ? "failed" : "running");
	}
	linked = true;
	if (lost === value) {
		return;
	}
	lost = value;
	sawGap = true;
	put(byId("lost-since"), latest ? clock(latest.time) : "before");
	byId("lost").hidden = !value;
	document.body.classList.toggle("lost", value);
	roles.forEach((role) => role.showButtons());
}

connect();
