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

package io.zmqspring.sample.worker;

import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import io.zmqspring.worker.ZmqWorker;

/**
 * The beans of the workers, in the profile {@code worker} and without a profile. Only the
 * profile {@code worker} has a report of its own; without a profile the report of the
 * controller is enough.
 */
@Configuration(proxyBeanMethods = false)
@Profile({ "default", "secure", "worker" })
class WorkerConfiguration {

	@Bean
	PictureWorker pictureWorker(WorkerProperties properties) {
		return new PictureWorker(properties.thumbnailWidth());
	}

	@Bean
	@Profile("worker")
	WorkerReport workerReport(Map<String, ZmqWorker> workers) {
		return new WorkerReport(workers.values());
	}

}
