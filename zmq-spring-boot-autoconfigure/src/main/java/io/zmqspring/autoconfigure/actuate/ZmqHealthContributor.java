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

package io.zmqspring.autoconfigure.actuate;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;

/**
 * The health of all roles: one component per role, named {@code <role>.<name>}, even if
 * there is only one role.
 */
final class ZmqHealthContributor implements CompositeHealthContributor {

	private final RoleBeans roles;

	ZmqHealthContributor(RoleBeans roles) {
		this.roles = roles;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return this.roles.all()
			.stream()
			.filter((bean) -> bean.component().equals(name))
			.findFirst()
			.map(RoleHealthIndicator::new)
			.orElse(null);
	}

	@Override
	public Stream<HealthContributors.Entry> stream() {
		return this.roles.all()
			.stream()
			.map((bean) -> new HealthContributors.Entry(bean.component(), new RoleHealthIndicator(bean)));
	}

}
