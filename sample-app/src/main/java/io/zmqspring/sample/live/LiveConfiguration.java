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

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.sample.line.LossyLine;

/**
 * The beans of the live page, in every profile.
 */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

	@Bean
	SnapshotFactory snapshotFactory(@Value("${spring.application.name}") String application,
			ObjectProvider<ZmqRole> roles, ObjectProvider<LivePanel> panels, MeterRegistry meters,
			ObjectProvider<DeniedPeers> denied, ObjectProvider<LossyLine> line, JsonMapper json) {
		return new SnapshotFactory(application, roles.stream().toList(), panels.orderedStream().toList(), meters,
				denied.getIfAvailable(), line.getIfAvailable(), json);
	}

	@Bean
	@Profile("secure")
	DeniedPeers deniedPeers() {
		return new DeniedPeers();
	}

	@Bean
	LiveStream liveStream(SnapshotFactory snapshots, @Value("${sample.live.interval}") Duration interval) {
		return new LiveStream(snapshots, interval);
	}

}
