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

package io.zmqspring.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.Environment;

import io.zmqspring.autoconfigure.entries.ConfiguredEntries;
import io.zmqspring.autoconfigure.entries.PlatformVariables;

/**
 * Keeps environment variables that only look like settings out of {@link ZmqProperties}:
 * they make no entry, they are no value of a section, and the variables of a Kubernetes
 * service do not override a port.
 */
final class EnvironmentVariableBinding implements ConfigurationPropertiesBindHandlerAdvisor {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("zmq");

	private static final Set<String> SECTIONS = Set.of("publishers", "subscribers", "workers", "controllers",
			"proxies");

	private final Environment environment;

	EnvironmentVariableBinding(Environment environment) {
		this.environment = environment;
	}

	@Override
	public BindHandler apply(BindHandler handler) {
		return new Handler(handler);
	}

	private final class Handler extends AbstractBindHandler {

		private final Map<String, Set<String>> names = new HashMap<>();

		private @Nullable ConfiguredEntries entries;

		Handler(BindHandler parent) {
			super(parent);
		}

		@Override
		public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
				BindContext context) {
			return isOtherName(name) ? null : super.onStart(name, target, context);
		}

		private boolean isOtherName(ConfigurationPropertyName name) {
			int last = name.getNumberOfElements() - 1;
			if (!ROOT.isAncestorOf(name) || !isEntry(name, last)) {
				return false;
			}
			String section = name.chop(last).toString().substring("zmq.".length());
			return !this.names.computeIfAbsent(section, this::configured)
				.contains(name.getElement(last, Form.ORIGINAL));
		}

		private Set<String> configured(String section) {
			if (this.entries == null) {
				this.entries = new ConfiguredEntries(EnvironmentVariableBinding.this.environment);
			}
			return this.entries.names(section);
		}

		private static boolean isEntry(ConfigurationPropertyName name, int last) {
			return (last == 2 && SECTIONS.contains(name.getElement(1, Form.ORIGINAL)))
					|| (last == 4 && name.getElement(1, Form.ORIGINAL).equals("controllers")
							&& name.getElement(3, Form.ORIGINAL).equals("workers"));
		}

		@Override
		public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Object result) {
			return isSetByNoSetting(name, target, context) ? bindOthers(name, target, context)
					: super.onSuccess(name, target, context, result);
		}

		@Override
		public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Exception error) throws Exception {
			return isSetByNoSetting(name, target, context) ? bindOthers(name, target, context)
					: super.onFailure(name, target, context, error);
		}

		private static boolean isSetByNoSetting(ConfigurationPropertyName name, Bindable<?> target,
				BindContext context) {
			return ROOT.isAncestorOf(name) && sources(context).map((source) -> source.getConfigurationProperty(name))
				.filter(Objects::nonNull)
				.findFirst()
				.filter((property) -> isNoSetting(property, target))
				.isPresent();
		}

		private static boolean isNoSetting(@Nullable ConfigurationProperty property, Bindable<?> target) {
			if (property == null || property.getSource() == null
					|| !PlatformVariables.isEnvironment(property.getSource())) {
				return false;
			}
			Class<?> type = target.getType().resolve(Object.class);
			return type.isRecord() || type == Map.class || isClientsDirectory(property.getName())
					|| PlatformVariables.isPortOfService(property);
		}

		// ..._CLIENTS_DIRECTORY is clients-directory, and no client
		private static boolean isClientsDirectory(ConfigurationPropertyName name) {
			return name.toString().startsWith("zmq.security.curve.") && name.toString().endsWith(".clients.directory");
		}

		private @Nullable Object bindOthers(ConfigurationPropertyName name, Bindable<?> target, BindContext context) {
			List<ConfigurationPropertySource> others = sources(context)
				.filter((source) -> !isNoSetting(source.getConfigurationProperty(name), target))
				.toList();
			Object bound = new Binder(others,
					new PropertySourcesPlaceholdersResolver(EnvironmentVariableBinding.this.environment))
				.bind(name, target)
				.orElse(null);
			return (bound != null) ? super.onSuccess(name, target, context, bound) : null;
		}

		private static Stream<ConfigurationPropertySource> sources(BindContext context) {
			return StreamSupport.stream(context.getSources().spliterator(), false);
		}

	}

}
