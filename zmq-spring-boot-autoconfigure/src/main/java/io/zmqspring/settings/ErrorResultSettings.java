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

package io.zmqspring.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the results by which a worker tells its controller that an item of work has
 * failed.
 *
 * @param enabled Whether the controller is told that an item failed; otherwise it waits
 * until its time-out.
 * @param includeType Whether it is told the class of the exception, without its package.
 * @param includeMessage Whether it is told the message of the exception.
 * @since 0.1
 */
public record ErrorResultSettings(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean includeType,
		@DefaultValue("true") boolean includeMessage) {

	/** The values of an empty section. */
	public static final ErrorResultSettings DEFAULTS = new ErrorResultSettings(true, true, true);

	/**
	 * The settings as users write them.
	 * @return the keys with a value, without secrets
	 */
	@Override
	public String toString() {
		return SettingText.of(this);
	}

}
