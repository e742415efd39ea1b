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

package io.zmqspring.sample.live;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.zmqspring.sample.line.LineState;

/**
 * The data of the page at one moment.
 *
 * @param application the name of the application
 * @param time the time of the snapshot, in milliseconds since 1970
 * @param roles the roles, in the order of the page
 * @param numbered the subscribers that receive messages with numbers
 * @param line the line that can lose pictures, {@code null} if there is none
 * @param handlers the execution times of handlers, empty if they are not measured
 * @param panels the panels
 * @param denied the peers that were denied, {@code null} without the profile secure
 */
record LiveSnapshot(String application, long time, List<LiveRole> roles, List<NumberedMessages> numbered,
		@Nullable LineState line, List<HandlerTimes> handlers, List<Panel> panels,
		@Nullable List<DeniedPeers.DeniedPeer> denied) {

	/**
	 * The state of a {@link LivePanel}.
	 *
	 * @param title the title
	 * @param kind the kind of content
	 * @param path where to load the content, relative to the page
	 * @param changed the time of the latest content, in milliseconds since 1970;
	 * {@code null} while there is none
	 */
	record Panel(String title, LivePanel.Kind kind, String path, @Nullable Long changed) {

		static Panel of(LivePanel panel) {
			return new Panel(panel.title(), panel.kind(), panel.path(),
					panel.changed().get().map((changed) -> changed.toEpochMilli()).orElse(null));
		}

	}

}
