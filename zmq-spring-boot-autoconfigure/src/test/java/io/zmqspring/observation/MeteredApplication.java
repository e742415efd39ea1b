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

package io.zmqspring.observation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.autoconfigure.ZmqMetricsAutoConfiguration;
import io.zmqspring.testsupport.EventsApplication;

/**
 * {@link EventsApplication} with a meter registry.
 */
final class MeteredApplication {

	private MeteredApplication() {
	}

	static ApplicationContextRunner with(Class<?>... beans) {
		return withoutRegistry(beans)
			.withConfiguration(AutoConfigurations.of(SimpleMetricsExportAutoConfiguration.class));
	}

	static ApplicationContextRunner withoutRegistry(Class<?>... beans) {
		return EventsApplication.with(beans)
			.withPropertyValues("zmq.publishers.events.high-water-mark=0", "zmq.subscribers.events.high-water-mark=0")
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, ZmqMetricsAutoConfiguration.class));
	}

	static MeterRegistry registry(BeanFactory context) {
		return context.getBean(MeterRegistry.class);
	}

	static Timer timer(BeanFactory context, String id) {
		return registry(context).get("zmq.listener").tags("id", id, "result", "success").timer();
	}

}
