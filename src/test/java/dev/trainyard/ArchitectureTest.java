package dev.trainyard;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.modulith.ApplicationModule;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packagesOf = Trainyard.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] LIBRARY = {
        "dev.trainyard.activation..",
        "dev.trainyard.archive..",
        "dev.trainyard.compute..",
        "dev.trainyard.dataset..",
        "dev.trainyard.network..",
        "dev.trainyard.picture..",
        "dev.trainyard.training.."
    };

    @ArchTest
    static final ArchRule thePackagesOfTheLibraryKnowNoSpringAndNoSql = noClasses()
            .that()
            .resideInAnyPackage(LIBRARY)
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.springframework..", "jakarta.persistence..", "java.sql..")
                    .and(DescribedPredicate.not(nameStartingWith(ApplicationModule.class.getName())))
                    .as("are of Spring, JPA or JDBC, save the declaration of a module"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule whatIsNoPartOfTheWebServerIsServedWithTheApiOrNotAtAll = noClasses()
            .that()
            .resideOutsideOfPackage("dev.trainyard.web..")
            .and()
            .areNotAnnotations()
            .should()
            .beAnnotatedWith(RestController.class)
            .as("resources are an ApiController, which trainyard.api.enabled turns off");
}
