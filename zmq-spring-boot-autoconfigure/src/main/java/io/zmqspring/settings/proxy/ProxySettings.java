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

package io.zmqspring.settings.proxy;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.SettingText;

/**
 * Settings of a proxy, bound from {@code zmq.proxies.<name>}. Immutable.
 *
 * @param type What is forwarded: pub-sub or push-pull. Required.
 * @param frontend Socket that publishers or senders of work connect to.
 * @param backend Socket that subscribers or receivers of work connect to.
 * @param capture Socket that publishes a copy of each forwarded message; absent = no
 * copies.
 * @since 0.1
 */
public record ProxySettings(@Nullable ProxyType type, @NestedConfigurationProperty @Nullable PipeSettings frontend,
		@NestedConfigurationProperty @Nullable PipeSettings backend,
		@NestedConfigurationProperty @Nullable PipeSettings capture) {

	/** Whether the sockets bind if {@code bind} is absent. */
	public static final boolean BINDS = true;

	/**
	 * Return the default settings with the given addresses.
	 * @param type what is forwarded
	 * @param frontend the address that publishers or senders of work connect to
	 * @param backend the address that subscribers or receivers of work connect to
	 * @return the settings
	 */
	public static ProxySettings of(ProxyType type, String frontend, String backend) {
		return builder(type).frontend(PipeSettings.of(frontend)).backend(PipeSettings.of(backend)).build();
	}

	/**
	 * Start to build the settings of a proxy.
	 * @param type what is forwarded
	 * @return the builder
	 */
	public static Builder builder(ProxyType type) {
		return new Builder().type(type);
	}

	/**
	 * Start to build settings that differ from these in some values.
	 * @return a builder with these values
	 */
	public Builder mutate() {
		return new Builder(this);
	}

	/**
	 * Check the settings.
	 * @return these settings
	 * @throws InvalidSettingException if {@code type}, {@code frontend} or
	 * {@code backend} is missing, or a value is out of range
	 */
	public ProxySettings validate() {
		if (this.type == null) {
			throw new InvalidSettingException("type", null, "is missing",
					"Write pub-sub to forward messages of publishers to subscribers, or push-pull to distribute work.");
		}
		check("frontend", this.frontend, "publishers or senders of work", 5557);
		check("backend", this.backend, "subscribers or receivers of work", 5558);
		if (this.capture != null) {
			this.capture.check("capture", BINDS);
		}
		return this;
	}

	private static void check(String key, @Nullable PipeSettings settings, String peers, int port) {
		if (settings == null) {
			throw new InvalidSettingException(key + ".address", null, "is missing", "Write the address that " + peers
					+ " connect to, for example " + key + ".address: tcp://*:" + port + ".");
		}
		settings.check(key, BINDS);
	}

	/**
	 * What is forwarded.
	 * @return the type
	 */
	@Override
	public ProxyType type() {
		return present("type", this.type);
	}

	/**
	 * The socket that receives.
	 * @return the settings
	 */
	@Override
	public PipeSettings frontend() {
		return present("frontend", this.frontend);
	}

	/**
	 * The socket that sends.
	 * @return the settings
	 */
	@Override
	public PipeSettings backend() {
		return present("backend", this.backend);
	}

	private static <T> T present(String key, @Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("'" + key + "' is missing; validate() refuses such settings");
		}
		return value;
	}

	/**
	 * The settings as users write them.
	 * @return the keys with a value, without secrets
	 */
	@Override
	public String toString() {
		return SettingText.of(this);
	}

	/**
	 * Builds the settings of a proxy from defaults and the values that are set. Its
	 * methods have the names of the components, which are described above. A method with
	 * a {@code Consumer} changes a nested value instead of replacing it.
	 *
	 * @since 0.1
	 */
	public static final class Builder {

		private @Nullable ProxyType type;

		private @Nullable PipeSettings frontend;

		private @Nullable PipeSettings backend;

		private @Nullable PipeSettings capture;

		Builder() {
		}

		Builder(ProxySettings settings) {
			this.type = settings.type;
			this.frontend = settings.frontend;
			this.backend = settings.backend;
			this.capture = settings.capture;
		}

		public Builder type(ProxyType type) {
			this.type = type;
			return this;
		}

		public Builder frontend(PipeSettings frontend) {
			this.frontend = frontend;
			return this;
		}

		public Builder frontend(Consumer<PipeSettings.Builder> change) {
			this.frontend = PipeSettings.changed(this.frontend, change);
			return this;
		}

		public Builder backend(PipeSettings backend) {
			this.backend = backend;
			return this;
		}

		public Builder backend(Consumer<PipeSettings.Builder> change) {
			this.backend = PipeSettings.changed(this.backend, change);
			return this;
		}

		public Builder capture(@Nullable PipeSettings capture) {
			this.capture = capture;
			return this;
		}

		public Builder capture(Consumer<PipeSettings.Builder> change) {
			this.capture = PipeSettings.changed(this.capture, change);
			return this;
		}

		/**
		 * Build and check the settings.
		 * @return the settings
		 * @throws InvalidSettingException if a value is missing or invalid
		 */
		public ProxySettings build() {
			return new ProxySettings(this.type, this.frontend, this.backend, this.capture).validate();
		}

	}

}
