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

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

import io.zmqspring.role.ZmqRole;

/**
 * Finds the role beans of the application: those created from the settings and those that
 * the application defines itself. Every call looks them up again, because beans may be
 * added and destroyed.
 *
 * @since 0.1
 */
public final class RoleBeans {

	private final ListableBeanFactory beanFactory;

	/**
	 * Create a finder.
	 * @param beanFactory the bean factory of the application
	 */
	public RoleBeans(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Find all roles. If two roles have the same kind and name, the bean name is appended
	 * to the name of the second one.
	 * @return the roles, in the order of their bean definitions
	 */
	public Collection<RoleBean> all() {
		Map<String, RoleBean> byComponent = new LinkedHashMap<>();
		BeanFactoryUtils.beansOfTypeIncludingAncestors(this.beanFactory, ZmqRole.class, false, true)
			.forEach((beanName, role) -> {
				RoleBean bean = RoleBean.of(beanName, role);
				while (byComponent.putIfAbsent(bean.component(), bean) != null) {
					bean = bean.withName(bean.name() + "-" + beanName);
				}
			});
		return byComponent.values();
	}

	/**
	 * Find the roles of one kind.
	 * @param kind the kind of role, such as {@code subscriber}
	 * @return the roles
	 */
	List<RoleBean> ofKind(String kind) {
		return all().stream().filter((bean) -> bean.kind().equals(kind)).toList();
	}

	/**
	 * Find one role.
	 * @param kind the kind of role, such as {@code subscriber}
	 * @param name the name of the role
	 * @return the role, empty if there is none
	 */
	Optional<RoleBean> find(String kind, String name) {
		return ofKind(kind).stream().filter((bean) -> bean.name().equals(name)).findFirst();
	}

}
