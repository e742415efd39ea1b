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

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.sample.line.LossyLine;

/**
 * Creates the snapshots for the page, as JSON.
 */
class SnapshotFactory implements Supplier<String> {

	private static final List<String> ORDER_OF_ROLES = List.of("publisher", "subscriber", "controller", "worker");

	private final String application;

	private final List<ZmqRole> roles;

	private final List<LivePanel> panels;

	private final MeterRegistry meters;

	private final @Nullable DeniedPeers denied;

	private final @Nullable LossyLine line;

	private final JsonMapper json;

	SnapshotFactory(String application, List<ZmqRole> roles, List<LivePanel> panels, MeterRegistry meters,
			@Nullable DeniedPeers denied, @Nullable LossyLine line, JsonMapper json) {
		this.application = application;
		this.roles = roles.stream()
			.sorted(Comparator.<ZmqRole>comparingInt((role) -> ORDER_OF_ROLES.indexOf(role.role()))
				.thenComparing(ZmqRole::name))
			.toList();
		this.panels = panels;
		this.meters = meters;
		this.denied = denied;
		this.line = line;
		this.json = json;
	}

	@Override
	public String get() {
		return this.json.writeValueAsString(new LiveSnapshot(this.application, System.currentTimeMillis(),
				this.roles.stream().map(LiveRole::of).toList(), NumberedMessages.of(this.roles, this.meters),
				(this.line != null) ? this.line.state() : null, HandlerTimes.of(this.meters),
				this.panels.stream().map(LiveSnapshot.Panel::of).toList(),
				(this.denied != null) ? this.denied.recent() : null));
	}

}
