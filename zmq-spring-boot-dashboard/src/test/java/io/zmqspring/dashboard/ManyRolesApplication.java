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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.mockito.Mockito;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;

/**
 * An application with 40 roles, one of a kind that the page does not know, one that
 * cannot be read, and exhibits.
 */
@Import({ OpenApplication.class, ManyRolesApplication.Station.class })
class ManyRolesApplication {

	private static final int EACH = 19;

	static RunningApplication start() {
		List<String> settings = new ArrayList<>(List.of("zmq.dashboard.enabled=true", "zmq.dashboard.interval=500ms",
				"spring.application.name=many", "management.endpoints.web.exposure.include=zmq",
				"management.endpoint.zmq.access=unrestricted"));
		// With events and jobs there are 38 roles
		for (int i = 1; i < EACH; i++) {
			settings.add("zmq.publishers.station-of-the-long-name-" + i + ".address=inproc://station-" + i);
			settings.add("zmq.subscribers.station-of-the-long-name-" + i + ".address=inproc://station-" + i);
			settings.add("zmq.subscribers.station-of-the-long-name-" + i + ".topics=*");
		}
		return RunningApplication.start(ManyRolesApplication.class, settings.toArray(String[]::new));
	}

	@Bean
	ZmqRole hub(ZmqPublisher eventsPublisher) {
		ZmqRole hub = Mockito.mock(ZmqRole.class);
		Mockito.when(hub.role()).thenReturn("hub");
		Mockito.when(hub.name()).thenReturn("central");
		Mockito.when(hub.state()).thenReturn(ZmqState.RUNNING);
		Mockito.when(hub.sends()).thenReturn(true);
		Mockito.when(hub.receives()).thenReturn(true);
		Mockito.when(hub.addresses()).thenReturn(List.of("tcp://127.0.0.1:5559"));
		Mockito.when(hub.stats()).thenAnswer((invocation) -> eventsPublisher.stats());
		Mockito.when(hub.faults()).thenReturn(List.of("the markup <b>is not</b> markup"));
		return hub;
	}

	@Bean
	ZmqRole broken() {
		ZmqRole broken = Mockito.mock(ZmqRole.class);
		Mockito.when(broken.role()).thenReturn("hub");
		Mockito.when(broken.name()).thenReturn("broken");
		Mockito.when(broken.stats()).thenThrow(new IllegalStateException("cannot be read"));
		return broken;
	}

	@Bean
	@Order(3)
	DashboardExhibit failing() {
		return DashboardExhibit.toggle("Failing", "/failing", () -> {
			throw new IllegalStateException("cannot be read");
		});
	}

	// tag::exhibits[]
	@RestController
	static class Station {

		private final AtomicBoolean on = new AtomicBoolean();

		@Bean
		@Order(1)
		static DashboardExhibit temperatures() {
			return DashboardExhibit.bars("Temperatures", "/temperatures", () -> Optional.of(Instant.now()));
		}

		@Bean
		@Order(2)
		static DashboardExhibit pump(Station station) {
			return DashboardExhibit.toggle("Run the pump", "/pump",
					() -> DashboardExhibit.State.of(station.on.get(), "The pump is for emergencies."));
		}

		@GetMapping("/temperatures")
		List<Integer> measure() {
			return List.of(3, 5, 8, 2);
		}

		@PostMapping("/pump")
		void turn(@RequestBody Map<String, Boolean> body) {
			this.on.set(body.get("on"));
		}

	}
	// end::exhibits[]

}
