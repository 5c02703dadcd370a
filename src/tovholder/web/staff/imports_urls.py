from django.urls import path

from tovholder.web.staff import imports, imports_rows

urlpatterns = [
    path("", imports.index, name="imports"),
    path("<int:import_id>/", imports_rows.file, name="import"),
    path("<int:import_id>/kolonner/", imports.columns, name="import_columns"),
    path("<int:import_id>/raekker/<int:row_id>/", imports_rows.row, name="import_row"),
    path("<int:import_id>/vis/", imports.show, name="import_show"),
    path("<int:import_id>/fortryd/", imports.undo, name="import_undo"),
    path("<int:import_id>/kasser/", imports.drop, name="import_drop"),
]
