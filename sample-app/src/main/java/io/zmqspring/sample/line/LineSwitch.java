/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.sample.line;

import io.zmqspring.dashboard.DashboardExhibit;

/**
 * The switch of the page that lets the line lose pictures.
 *
 * @param on whether it loses some
 */
record LineSwitch(boolean on) {

	private static final Loss LOSS = new Loss(20);

	/**
	 * Add the switch to the page.
	 * @param line the line
	 * @return the switch
	 */
	static DashboardExhibit of(LossyLine line) {
		return DashboardExhibit.toggle("Lose " + LOSS.percent() + " % of the pictures", "/line/switch",
				() -> describe(line.state()));
	}

	private static DashboardExhibit.State describe(LineState state) {
		boolean losing = state.percent() > 0;
		String now = losing
				? "The line loses " + state.percent() + " % of the pictures, for another " + state.secondsLeft() + " s."
				: "The line loses nothing.";
		return DashboardExhibit.State.of(losing, now + " It has lost " + state.dropped() + " so far.");
	}

	Loss loss() {
		return this.on ? LOSS : Loss.NONE;
	}

}
