/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis;

import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTests {

	private static final String ROOT = "io.github.resilientredis.";

	private static final JavaClasses LIBRARY = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.github.resilientredis");

	@Test
	void theRulesSeeTheLibrary() {
		assertThat(LIBRARY).hasSizeGreaterThan(30);
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(LIBRARY);
	}

	@Test
	void nothingImportsAutoConfiguration() {
		noClasses().that()
			.resideOutsideOfPackage(ROOT + "autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + "autoconfigure..")
			.check(LIBRARY);
	}

	@Test
	void guardAndJournalImportNoFeature() {
		noClasses().that()
			.resideInAnyPackage(ROOT + "guard..", ROOT + "journal..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + "cache..", ROOT + "throttle..", ROOT + "session..", ROOT + "user..",
					ROOT + "token..", ROOT + "health..", ROOT + "metrics..", ROOT + "actuate..", ROOT + "diagnostics..")
			.check(LIBRARY);
	}

	@Test
	void featuresImportNeitherEachOtherNorWhatOperatorsSee() {
		for (String feature : Set.of("cache", "throttle", "session", "user", "token")) {
			classes().that()
				.resideInAPackage(ROOT + feature + "..")
				.should()
				.onlyDependOnClassesThat(describe("are outside the library, in guard, journal or " + feature,
						(type) -> !type.getPackageName().startsWith(ROOT) || isIn(type, "guard", "journal", feature)))
				.allowEmptyShould(true)
				.check(LIBRARY);
		}
	}

	@Test
	void servletTypesStayInTheirPackages() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT + "guard.servlet..", ROOT + "throttle.servlet..", ROOT + "session..",
					ROOT + "autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("jakarta.servlet..")
			.check(LIBRARY);
	}

	@Test
	void micrometerStaysInMetrics() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT + "metrics..", ROOT + "autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.micrometer..")
			.check(LIBRARY);
	}

	@Test
	void foreignTypesStayOutOfPublicSignatures() {
		methods().that()
			.arePublic()
			.and()
			.areDeclaredInClassesThat(describe("are public and no customizer",
					(type) -> type.getModifiers().contains(JavaModifier.PUBLIC)
							&& !type.getSimpleName().endsWith("Customizer")))
			.should(haveNoTypeOf("io.github.resilience4j", "io.github.bucket4j"))
			.check(LIBRARY);
	}

	@Test
	void autoConfigurationsAreFinalAndTheirBeanMethodsPackagePrivate() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.bePublic()
			.check(LIBRARY);
		methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().check(LIBRARY);
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(LIBRARY.stream()
			.map(JavaClass::getPackage)
			.distinct()
			.filter((javaPackage) -> !javaPackage.isAnnotatedWith(NullMarked.class))
			.map((javaPackage) -> javaPackage.getName())).isEmpty();
	}

	@Test
	void aThirdOfTheTypesOrMoreIsPackagePrivate() {
		long topLevel = LIBRARY.stream().filter(JavaClass::isTopLevelClass).count();
		long open = LIBRARY.stream()
			.filter(JavaClass::isTopLevelClass)
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.count();
		assertThat((double) (topLevel - open) / topLevel).isGreaterThanOrEqualTo(1.0 / 3);
	}

	private static boolean isIn(JavaClass type, String... packages) {
		for (String name : packages) {
			String full = ROOT + name;
			if (type.getPackageName().equals(full) || type.getPackageName().startsWith(full + ".")) {
				return true;
			}
		}
		return false;
	}

	private static ArchCondition<JavaMethod> haveNoTypeOf(String... packages) {
		return new ArchCondition<>("have no parameter or result of " + String.join(", ", packages)) {
			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				method.getAllInvolvedRawTypes()
					.stream()
					.filter((type) -> java.util.Arrays.stream(packages).anyMatch(type.getPackageName()::startsWith))
					.forEach((type) -> events
						.add(SimpleConditionEvent.violated(method, method.getFullName() + " shows " + type.getName())));
			}
		};
	}

}
