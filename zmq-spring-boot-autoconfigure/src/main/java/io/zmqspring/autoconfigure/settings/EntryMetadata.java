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

package io.zmqspring.autoconfigure.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.Name;

import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.security.CurveSettings;
import io.zmqspring.settings.security.PlainSettings;

/**
 * Describes the keys of entries in the configuration metadata, which is generated when
 * this is compiled: the metadata of a map ends at its values. The asterisk stands for the
 * name of an entry. Nothing is bound to these records.
 */
final class EntryMetadata {

	private EntryMetadata() {
	}

	@ConfigurationProperties("zmq.publishers")
	private record Publishers(@Name("*") @NestedConfigurationProperty PublisherSettings entry) {

	}

	@ConfigurationProperties("zmq.subscribers")
	private record Subscribers(@Name("*") @NestedConfigurationProperty SubscriberSettings entry) {

	}

	@ConfigurationProperties("zmq.workers")
	private record Workers(@Name("*") @NestedConfigurationProperty WorkerSettings entry) {

	}

	@ConfigurationProperties("zmq.controllers")
	private record Controllers(@Name("*") @NestedConfigurationProperty ControllerSettings entry) {

	}

	@ConfigurationProperties("zmq.proxies")
	private record Proxies(@Name("*") @NestedConfigurationProperty ProxySettings entry) {

	}

	@ConfigurationProperties("zmq.security.curve")
	private record Curve(@Name("*") @NestedConfigurationProperty CurveSettings entry) {

	}

	@ConfigurationProperties("zmq.security.plain")
	private record Plain(@Name("*") @NestedConfigurationProperty PlainSettings entry) {

	}

	@ConfigurationProperties("zmq.controllers.*.workers")
	private record Pools(@Name("*") @NestedConfigurationProperty PoolSettings entry) {

	}

}
