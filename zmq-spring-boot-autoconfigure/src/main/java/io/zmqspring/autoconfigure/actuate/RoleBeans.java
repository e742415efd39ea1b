package io.zmqspring.autoconfigure.actuate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.zmqspring.role.ZmqRole;
import org.springframework.beans.factory.ListableBeanFactory;

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
