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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.beans.factory.ListableBeanFactory;

import io.zmqspring.role.ZmqRole;

/**
 * The roles of the application: those of the settings and those it has defined itself.
 * Found anew each time, because beans may come and go.
 */
final class RoleBeans {

	private final ListableBeanFactory beanFactory;

	RoleBeans(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * All roles, in the order of their bean definitions. Of two roles of the same kind
	 * and name the second is known by its bean name besides.
	 * @return the roles
	 */
	Collection<RoleBean> all() {
		Map<String, RoleBean> byComponent = new LinkedHashMap<>();
		this.beanFactory.getBeansOfType(ZmqRole.class, false, true).forEach((beanName, role) -> {
			RoleBean bean = RoleBean.of(beanName, role);
			while (byComponent.putIfAbsent(bean.component(), bean) != null) {
				bean = bean.named(bean.name() + "-" + beanName);
			}
		});
		return byComponent.values();
	}

	/**
	 * The roles of one kind.
	 * @param kind such as {@code subscriber}
	 * @return the roles
	 */
	List<RoleBean> ofKind(String kind) {
		return all().stream().filter((bean) -> bean.kind().equals(kind)).toList();
	}

	/**
	 * One role.
	 * @param kind such as {@code subscriber}
	 * @param name its name
	 * @return the role, if there is one
	 */
	Optional<RoleBean> find(String kind, String name) {
		return ofKind(kind).stream().filter((bean) -> bean.name().equals(name)).findFirst();
	}

}
