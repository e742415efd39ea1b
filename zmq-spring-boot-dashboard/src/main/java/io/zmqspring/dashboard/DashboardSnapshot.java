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

package io.zmqspring.dashboard;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The data of the page at one moment.
 *
 * @param application the name of the application
 * @param time the time of the snapshot, in milliseconds since 1970
 * @param interval the time until the page asks again, in milliseconds
 * @param root the root of the application, relative to the files of the page
 * @param roles the roles, in the order of the page
 * @param numbered the subscribers that receive messages with numbers
 * @param handlers the execution times of handlers, empty if they are not measured
 * @param exhibits what the application has added
 * @param denied the peers that were denied, {@code null} if no role knows its peers
 */
record DashboardSnapshot(String application, long time, long interval, String root, List<DashboardRole> roles,
		List<NumberedMessages> numbered, List<HandlerTimes> handlers, List<Exhibit> exhibits,
		@Nullable List<DeniedPeer> denied) {

	/**
	 * The state of a {@link DashboardExhibit}.
	 *
	 * @param title the title
	 * @param kind what it is
	 * @param path its path, relative to the root of the application
	 * @param changed the time of the latest content, in milliseconds since 1970;
	 * {@code null} while there is none
	 * @param on whether a switch is on
	 * @param text a text beside a switch
	 */
	record Exhibit(String title, DashboardExhibit.Kind kind, String path, @Nullable Long changed, boolean on,
			String text) {

		static Exhibit of(DashboardExhibit exhibit, DashboardExhibit.State state) {
			Instant changed = state.changed();
			return new Exhibit(exhibit.title(), exhibit.kind(), exhibit.path(),
					(changed != null) ? changed.toEpochMilli() : null, state.on(), state.text());
		}

	}

}
