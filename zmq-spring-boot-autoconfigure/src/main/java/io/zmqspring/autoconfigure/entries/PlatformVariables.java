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

package io.zmqspring.autoconfigure.entries;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Recognizes the environment variables that Kubernetes sets for each service, and Docker
 * for each link. Those of a service called {@code zmq-workers} look like settings:
 * {@code ZMQ_WORKERS_PORT=tcp://10.0.0.1:5571}, {@code ZMQ_WORKERS_SERVICE_HOST}.
 */
public final class PlatformVariables {

	private static final Pattern URL = Pattern.compile("(tcp|udp|sctp)://.*", Pattern.CASE_INSENSITIVE);

	private static final Pattern HOST = Pattern.compile("(.+)_SERVICE_HOST");

	private static final Pattern SERVICE_PORT = Pattern.compile("(.+)_SERVICE_PORT(_.+)?");

	private static final Pattern PORT = Pattern.compile("(.+)_PORT");

	private static final Pattern NUMBERED_PORT = Pattern
		.compile("(.+)_PORT_\\d+_(TCP|UDP|SCTP)(_(START|END))?(_(ADDR|PORT|PROTO|PORT_START|PORT_END))?");

	private static final Pattern LINK_NAME = Pattern.compile("(.+)_NAME");

	private static final Pattern LINK_VARIABLE = Pattern.compile("(.+?)_ENV_.+");

	private final Map<String, String> values = new TreeMap<>();

	PlatformVariables(Map<String, String> variables) {
		variables.forEach((name, value) -> this.values.put(name.toUpperCase(Locale.ROOT), value));
	}

	/**
	 * Whether the platform has set a variable.
	 * @param variable the name of the variable
	 * @return {@code true} if it has the form of such a variable
	 */
	boolean contains(String variable) {
		String name = variable.toUpperCase(Locale.ROOT);
		String value = value(name);
		Matcher servicePort = SERVICE_PORT.matcher(name);
		Matcher linkVariable = LINK_VARIABLE.matcher(name);
		return HOST.matcher(name).matches() || NUMBERED_PORT.matcher(name).matches()
				|| (servicePort.matches() && this.values.containsKey(servicePort.group(1) + "_SERVICE_HOST"))
				|| (PORT.matcher(name).matches() && isUrl(value))
				|| (LINK_NAME.matcher(name).matches() && value.startsWith("/"))
				|| (linkVariable.matches() && isLink(linkVariable.group(1)));
	}

	/**
	 * Whether the variables of a prefix describe a Docker link or a Kubernetes service.
	 * @param prefix the prefix without a trailing underscore, such as {@code ZMQ_WORKERS}
	 * @return {@code true} if there is the variable of its name or of its port
	 */
	boolean isLink(String prefix) {
		return value(prefix + "_NAME").startsWith("/") || isUrl(value(prefix + "_PORT"));
	}

	private String value(String name) {
		return this.values.getOrDefault(name, "");
	}

	private static boolean isUrl(@Nullable Object value) {
		return value != null && URL.matcher(value.toString()).matches();
	}

	/**
	 * Whether a property is a variable of the platform that has the key of a setting,
	 * {@code port}.
	 * @param property the property
	 * @return {@code true} if it is no setting
	 */
	public static boolean isPortOfService(ConfigurationProperty property) {
		ConfigurationPropertyName name = property.getName();
		ConfigurationPropertySource source = property.getSource();
		if (source == null || !isEnvironment(source) || !name.getLastElement(Form.UNIFORM).equals("port")) {
			return false;
		}
		return isUrl(property.getValue()) || (name.getParent().getLastElement(Form.UNIFORM).equals("service")
				&& source.getConfigurationProperty(name.getParent().append("host")) != null);
	}

	/**
	 * Whether a source contains environment variables.
	 * @param source the source
	 * @return {@code false} for files, arguments and all others
	 */
	public static boolean isEnvironment(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
	}

}
