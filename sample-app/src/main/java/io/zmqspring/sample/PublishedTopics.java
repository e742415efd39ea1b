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

package io.zmqspring.sample;

import java.util.List;
import java.util.TreeSet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import io.zmqspring.settings.InvalidSettingException;

/**
 * Compares the environment variable {@code ZMQ_PUB_TOPICS} of the Rev C container
 * pattern, which documents the topics of a container, with the topics that the profile
 * publishes to, {@code sample.published-topics}. A listed topic that is never published
 * fails the start: it is probably misspelled. A topic that is not listed causes a
 * warning.
 */
class PublishedTopics implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	static final String VARIABLE = "ZMQ_PUB_TOPICS";

	private static final Log logger = LogFactory.getLog(PublishedTopics.class);

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		Environment environment = context.getEnvironment();
		String[] listed = StringUtils.tokenizeToStringArray(environment.getProperty(VARIABLE), ",");
		if (listed.length > 0) {
			check(List.of(listed),
					Binder.get(environment)
						.bind("sample.published-topics", Bindable.listOf(String.class))
						.orElse(List.of()));
		}
	}

	private static void check(List<String> listed, List<String> published) {
		for (String topic : listed) {
			if (!published.contains(topic)) {
				throw new InvalidSettingException(VARIABLE, String.join(",", listed),
						"has the topic '" + topic + "', but this profile publishes to " + published,
						"Correct or remove the topic");
			}
		}
		TreeSet<String> missing = new TreeSet<>(published);
		listed.forEach(missing::remove);
		if (!missing.isEmpty()) {
			logger.warn("This profile also publishes to " + missing + ", which " + VARIABLE + " does not list");
		}
	}

}
